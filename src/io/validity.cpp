// SPDX-License-Identifier: BSD-3-Clause
// Character checks without branches in the loop; compiled with -O3 (see CMakeLists.txt).
#include "io/validity.hpp"

#include <algorithm>
#include <cstdint>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::io::detail
{

bool are_nucleotides(std::string_view text) noexcept
{
    // Nearly every read holds A, C, G, T and N only; five comparisons a byte, sixteen or more bytes at once.
    std::uint8_t is_plain = 1;
    for (char const letter : text)
        is_plain &= static_cast<std::uint8_t>((letter == 'A') | (letter == 'C') | (letter == 'G') | (letter == 'T') |
                                              (letter == 'N'));
    return is_plain != 0 || find_foreign_letter(text) == std::string_view::npos;
}

bool are_qualities(std::string_view text) noexcept
{
    std::uint8_t is_foreign = 0;
    for (char const letter : text)
        is_foreign |= static_cast<std::uint8_t>((letter < '!') | (letter > '~'));
    return is_foreign == 0;
}

std::size_t find_foreign_letter(std::string_view text) noexcept
{
    auto const found = std::find_if(text.begin(), text.end(), [](char letter) { return nucleotide_set(letter) == 0; });
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

std::size_t find_foreign_quality(std::string_view text) noexcept
{
    auto const found = std::find_if(text.begin(), text.end(), [](char letter) { return letter < '!' || letter > '~'; });
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

} // namespace ampstream::io::detail
