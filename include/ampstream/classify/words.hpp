// SPDX-License-Identifier: BSD-3-Clause
// The words of a sequence: overlapping 8-mers of plain bases, as 16-bit numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ampstream::classify
{

inline constexpr std::size_t word_size = 8;
inline constexpr std::size_t word_count = 65536; ///< 4^8

/// Two bits a base (A 0, C 1, G 2, T 3), the first base highest.
using word = std::uint16_t;

/// Appends the words in order, repeats included. A letter other than A, C, G, T, U (either case) ends all words that
/// would hold it.
void append_words(std::string_view sequence, std::vector<word> & words);

/// The word on the other strand.
[[nodiscard]] constexpr word reverse_complement(word one) noexcept
{
    unsigned x = ~static_cast<unsigned>(one) & 0xffffU; // 3 - code is the complement
    x = ((x >> 2) & 0x3333U) | ((x & 0x3333U) << 2);
    x = ((x >> 4) & 0x0f0fU) | ((x & 0x0f0fU) << 4);
    return static_cast<word>(((x >> 8) | (x << 8)) & 0xffffU);
}

} // namespace ampstream::classify
