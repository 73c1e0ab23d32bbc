// SPDX-License-Identifier: BSD-3-Clause
// Which words of a query are looked for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ampstream::species
{

/// A base as a number, A 0 to T 3; ambiguous letters of queries and of references get numbers that are never equal.
inline constexpr char ambiguous_in_query = 5;
inline constexpr char ambiguous_in_reference = 4;

/// Calls `found(word, end)` for each word of 16 plain bases; `end` is one past its last base.
template <typename found_t>
void for_each_word(std::string_view codes, found_t && found)
{
    constexpr std::size_t length = 16; // of a word of 32 bits
    std::uint32_t word = 0;
    std::size_t run = 0;
    for (std::size_t i = 0; i < codes.size(); ++i)
    {
        auto const code = static_cast<unsigned char>(codes[i]);
        word = word << 2U | (code & 3U);
        run = code < 4 ? run + 1 : 0;
        if (run >= length)
            found(word, i + 1);
    }
}

/// A word at a place of a query, and how many words of all queries are like it.
struct word_cost
{
    std::uint32_t begin{};
    std::uint32_t cost{};
};

/// First bases of `wanted` words of `length` bases that do not overlap and have the least sum of costs (of equal sums,
/// the words further left); `words` ascend. Empty if there are not so many.
[[nodiscard]] inline std::vector<std::uint32_t>
cheapest_apart(std::span<word_cost const> words, std::size_t wanted, std::uint32_t length)
{
    constexpr std::uint64_t impossible = ~std::uint64_t{0} / 2;
    std::size_t const count = words.size();
    // least[n][i]: sum of n words among the first i
    std::vector<std::vector<std::uint64_t>> least(wanted + 1, std::vector<std::uint64_t>(count + 1, impossible));
    std::ranges::fill(least[0], 0);
    std::vector<std::size_t> before(count); // words that end before word i begins
    for (std::size_t i = 0, j = 0; i < count; ++i)
    {
        while (words[j].begin + length <= words[i].begin)
            ++j;
        before[i] = j;
    }
    for (std::size_t n = 1; n <= wanted; ++n)
        for (std::size_t i = 0; i < count; ++i)
            least[n][i + 1] = std::min(least[n][i], least[n - 1][before[i]] + words[i].cost);
    std::vector<std::uint32_t> begins;
    if (least[wanted][count] >= impossible)
        return begins;
    std::size_t i = count;
    for (std::size_t n = wanted; n > 0; --n)
    {
        while (least[n][i - 1] == least[n][i])
            --i;
        begins.push_back(words[i - 1].begin);
        i = before[i - 1];
    }
    return begins;
}

} // namespace ampstream::species
