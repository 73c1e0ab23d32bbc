// SPDX-License-Identifier: BSD-3-Clause
// Hash and equality of sequences.
#include <ampstream/derep/sequence_hash.hpp>

#include <algorithm>
#include <array>
#include <cstring>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::derep
{

namespace
{

constexpr std::uint64_t secret = 0x9e3779b97f4a7c15ULL;

constexpr std::uint64_t fold(std::uint64_t x, std::uint64_t y) noexcept
{
    __extension__ using wide = unsigned __int128;
    wide const product = static_cast<wide>(x ^ secret) * (y ^ 0xa0761d6478bd642fULL);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

consteval std::array<unsigned char, 256> make_normal_letters()
{
    std::array<unsigned char, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = static_cast<unsigned char>(i >= 'a' && i <= 'z' ? i - 32 : i);
    table['U'] = 'T';
    table['u'] = 'T';
    return table;
}

constexpr std::array<unsigned char, 256> normal_letters = make_normal_letters();

/// Up to eight letters as one word: upper case by clearing bit 5, U (0x55) to T (0x54) by clearing bit 0 of the bytes
/// that are U. The sum cannot carry from one byte into the next.
std::uint64_t load_normal(char const * letters, std::size_t count) noexcept
{
    constexpr std::uint64_t low_bits = 0x7f7f7f7f7f7f7f7fULL;
    std::uint64_t word{};
    std::memcpy(&word, letters, count);
    word &= 0xdfdfdfdfdfdfdfdfULL;
    std::uint64_t const unlike_u = word ^ 0x5555555555555555ULL;
    std::uint64_t const is_u = ~(((unlike_u & low_bits) + low_bits) | unlike_u | low_bits);
    return word ^ (is_u >> 7U);
}

unsigned char normal(char letter) noexcept
{
    return normal_letters[static_cast<unsigned char>(letter)];
}

} // namespace

std::uint64_t sequence_hash(std::string_view sequence) noexcept
{
    std::uint64_t hash = secret ^ sequence.size();
    std::uint64_t other = secret; // two chains, since a multiplication takes longer than what lies between
    std::size_t i = 0;
    for (; i + 32 <= sequence.size(); i += 32)
    {
        char const * const letters = sequence.data() + i;
        hash = fold(hash ^ load_normal(letters, 8), load_normal(letters + 8, 8));
        other = fold(other ^ load_normal(letters + 16, 8), load_normal(letters + 24, 8));
    }
    hash = fold(hash, other);
    if (i + 16 <= sequence.size())
    {
        hash = fold(hash ^ load_normal(sequence.data() + i, 8), load_normal(sequence.data() + i + 8, 8));
        i += 16;
    }
    if (i + 8 <= sequence.size())
    {
        hash = fold(hash, load_normal(sequence.data() + i, 8));
        i += 8;
    }
    return fold(fold(hash, load_normal(sequence.data() + i, sequence.size() - i)), sequence.size());
}

bool is_same_sequence(std::string_view one, std::string_view other) noexcept
{
    if (one.size() != other.size())
        return false;
    if (std::memcmp(one.data(), other.data(), one.size()) == 0)
        return true;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (normal(one[i]) != normal(other[i]))
            return false;
    return true;
}

std::uint64_t strandless_hash(std::string_view sequence)
{
    return std::min(sequence_hash(sequence), sequence_hash(reverse_complement(sequence)));
}

bool is_reverse_complement(std::string_view one, std::string_view other) noexcept
{
    if (one.size() != other.size())
        return false;
    for (std::size_t i = 0; i < one.size(); ++i)
        if (normal(one[i]) != normal(complement(other[other.size() - 1 - i])))
            return false;
    return true;
}

} // namespace ampstream::derep
