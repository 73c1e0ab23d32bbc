// SPDX-License-Identifier: BSD-3-Clause
// Eight letters at a time.
#include "align/one_gap.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace ampstream::align
{

namespace
{

constexpr std::uint64_t ones = 0x0101010101010101U;

/// A 1 in each byte where eight letters differ or are not plain bases. Letters are sets of four bits.
std::uint64_t differing(std::uint8_t const * x, std::uint8_t const * y) noexcept
{
    std::uint64_t left = 0;
    std::uint64_t right = 0;
    std::memcpy(&left, x, 8);
    std::memcpy(&right, y, 8);
    std::uint64_t const other = left ^ right;
    // Bit 4 of a byte of 15 + n is set if n is not 0; n & n - 1 is not 0 if n has more than one bit. Empty sets do not
    // occur, and if they did they would only count as matches of themselves.
    std::uint64_t const is_ambiguous = left & (left + 15 * ones);
    return ((((other | is_ambiguous) & (15 * ones)) + 15 * ones) >> 4) & ones;
}

bool differs(std::uint8_t x, std::uint8_t y) noexcept
{
    return x != y || !std::has_single_bit(x);
}

/// `where[i]` becomes 1 where the letters differ; returns how many.
std::int64_t mark(std::uint8_t const * x, std::uint8_t const * y, std::size_t length, std::uint8_t * where) noexcept
{
    std::int64_t count = 0;
    std::size_t i = 0;
    for (; i + 8 <= length; i += 8)
    {
        std::uint64_t const marks = differing(x + i, y + i);
        std::memcpy(where + i, &marks, 8);
        count += static_cast<std::int64_t>(marks * ones >> 56);
    }
    for (; i < length; ++i)
    {
        where[i] = differs(x[i], y[i]) ? 1 : 0;
        count += where[i];
    }
    return count;
}

} // namespace

std::int64_t one_gap_scorer::operator()(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    std::size_t const shorter = std::min(query.size(), target.size());
    std::size_t const difference = std::max(query.size(), target.size()) - shorter;
    auto const length = static_cast<std::int64_t>(shorter);
    std::int64_t const loss = scores_.match - scores_.mismatch;
    first_.resize(shorter);
    turn_ = shorter;
    second_.clear();
    std::int64_t const along_first = mark(query.data(), target.data(), shorter, first_.data());
    if (difference == 0)
        return scores_.match * length - loss * along_first;
    second_.resize(shorter);
    std::int64_t const along_last = mark(query.data() + (query.size() - shorter),
                                         target.data() + (target.size() - shorter), shorter, second_.data());
    // Mismatches if the gap stands before pair i: those of the first diagonal before i, of the last from i on.
    std::int64_t differences = along_last;
    std::int64_t fewest = along_last;
    turn_ = 0;
    for (std::size_t i = 0; i < shorter; ++i)
    {
        differences += first_[i] - second_[i];
        if (differences < fewest)
        {
            fewest = differences;
            turn_ = i + 1;
        }
    }
    auto const extensions = static_cast<std::int64_t>(difference - 1);
    std::int64_t const inner = scores_.gap_open_interior + extensions * scores_.gap_extend_interior;
    std::int64_t const outer = scores_.gap_open_terminal + extensions * scores_.gap_extend_terminal;
    return scores_.match * length -
           std::min(loss * std::min(along_first, along_last) + outer, loss * fewest + std::max(inner, outer));
}

std::size_t one_gap_scorer::equal_words(std::size_t word_length) const noexcept
{
    std::size_t words = 0;
    auto const count = [&](std::uint8_t const * differs, std::uint8_t const * end)
    {
        for (std::size_t run = 0; differs != end; ++differs)
        {
            run = *differs != 0 ? 0 : run + 1;
            words += run >= word_length ? 1 : 0;
        }
    };
    count(first_.data(), first_.data() + turn_);
    if (!second_.empty())
        count(second_.data() + turn_, second_.data() + second_.size());
    return words;
}

} // namespace ampstream::align
