// SPDX-License-Identifier: BSD-3-Clause
// Nucleotide letters: IUPAC sets as 4-bit masks, complements, the 2-bit code of plain bases.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ampstream
{

namespace detail
{

/// IUPAC-IUB 1984 one-letter codes; bit 0 A, bit 1 C, bit 2 G, bit 3 T/U.
consteval std::array<std::uint8_t, 256> make_nucleotide_sets()
{
    std::array<std::uint8_t, 256> sets{};
    constexpr std::string_view letters = "ACGTURYSWKMBDHVN";
    constexpr std::array<std::uint8_t, 16> masks{1, 2, 4, 8, 8, 5, 10, 6, 9, 12, 3, 14, 13, 11, 7, 15};
    for (std::size_t i = 0; i < letters.size(); ++i)
    {
        sets[static_cast<unsigned char>(letters[i])] = masks[i];
        sets[static_cast<unsigned char>(letters[i] | 0x20)] = masks[i];
    }
    return sets;
}

consteval std::array<char, 256> make_complements()
{
    std::array<char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<char>(i);
    constexpr std::string_view from = "ACGTURYSWKMBDHVN";
    constexpr std::string_view to = "TGCAAYRSWMKVHDBN";
    for (std::size_t i = 0; i < from.size(); ++i)
    {
        table[static_cast<unsigned char>(from[i])] = to[i];
        table[static_cast<unsigned char>(from[i] | 0x20)] = static_cast<char>(to[i] | 0x20);
    }
    return table;
}

consteval std::array<std::uint8_t, 256> make_base_codes()
{
    std::array<std::uint8_t, 256> codes{};
    codes.fill(4);
    constexpr std::string_view letters = "ACGTU";
    constexpr std::array<std::uint8_t, 5> values{0, 1, 2, 3, 3};
    for (std::size_t i = 0; i < letters.size(); ++i)
    {
        codes[static_cast<unsigned char>(letters[i])] = values[i];
        codes[static_cast<unsigned char>(letters[i] | 0x20)] = values[i];
    }
    return codes;
}

inline constexpr std::array<std::uint8_t, 256> nucleotide_sets = make_nucleotide_sets();
inline constexpr std::array<char, 256> complements = make_complements();
inline constexpr std::array<std::uint8_t, 256> base_codes = make_base_codes();

} // namespace detail

/// The bases a letter stands for: bit 0 A, bit 1 C, bit 2 G, bit 3 T. 0 for letters that are not IUPAC codes.
[[nodiscard]] constexpr std::uint8_t nucleotide_set(char letter) noexcept
{
    return detail::nucleotide_sets[static_cast<unsigned char>(letter)];
}

/// Complement of an IUPAC letter, case kept, U → A; other characters are returned unchanged.
[[nodiscard]] constexpr char complement(char letter) noexcept
{
    return detail::complements[static_cast<unsigned char>(letter)];
}

/// A 0, C 1, G 2, T/U 3; 4 for everything else.
[[nodiscard]] constexpr std::uint8_t base_code(char letter) noexcept
{
    return detail::base_codes[static_cast<unsigned char>(letter)];
}

/// Reverse complement of IUPAC text, case kept.
[[nodiscard]] std::string reverse_complement(std::string_view sequence);

} // namespace ampstream
