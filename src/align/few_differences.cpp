// SPDX-License-Identifier: BSD-3-Clause
// Furthest reaching points, diagonal by diagonal.
#include <ampstream/align/few_differences.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace ampstream::align
{

namespace
{

constexpr std::size_t padding = 8;
constexpr double margin = 1e-3; // more than any rounding of a product of numbers of letters
constexpr std::uint64_t ones = 0x0101010101010101U;

std::uint64_t eight(std::uint8_t const * letters) noexcept
{
    std::uint64_t word = 0;
    std::memcpy(&word, letters, sizeof word);
    return word;
}

/// Copies letters, puts `end` behind them; returns whether all are plain bases.
bool copy_plain(std::span<std::uint8_t const> letters, std::uint8_t end, std::vector<std::uint8_t> & copy)
{
    copy.resize(letters.size() + padding);
    if (!letters.empty())
        std::memcpy(copy.data(), letters.data(), letters.size());
    std::memset(copy.data() + letters.size(), 1, padding);
    std::uint64_t ambiguous = 0; // letters n have more than one bit if n & n - 1 is not 0
    for (std::size_t i = 0; i < letters.size(); i += padding)
    {
        std::uint64_t const word = eight(copy.data() + i);
        ambiguous |= word & (word + 15 * ones) & (15 * ones);
    }
    std::memset(copy.data() + letters.size(), end, padding);
    return ambiguous == 0;
}

} // namespace

bool few_differences::load(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    rows_ = static_cast<std::int32_t>(query.size());
    columns_ = static_cast<std::int32_t>(target.size());
    bool const is_plain = copy_plain(query, 0x40, query_);
    return copy_plain(target, 0x80, target_) && is_plain;
}

/// Rows passed after the run of matches that begins behind `row` rows of a diagonal.
template <bool is_plain>
std::int32_t few_differences::extend(std::int32_t row, std::int32_t diagonal) const noexcept
{
    std::uint8_t const * const query = query_.data();
    std::uint8_t const * const target = target_.data() + diagonal;
    for (;;)
    {
        // Behind the end of either sequence nothing matches, so at most 8 letters are read beyond it.
        std::uint64_t differing = 0;
        if constexpr (is_plain)
            differing = eight(query + row) ^ eight(target + row);
        else // bit 4 of a byte of 15 + n is not set if n is 0: no base in common
            differing = ~((eight(query + row) & eight(target + row)) + 15 * ones) & (16 * ones);
        if (differing != 0)
            return row + std::countr_zero(differing) / 8;
        row += 8;
    }
}

bool few_differences::operator()(std::span<std::uint8_t const> query,
                                 std::span<std::uint8_t const> target,
                                 overlay_limits const & limits)
{
    return load(query, target) ? search<true>(limits) : search<false>(limits);
}

template <bool is_plain>
bool few_differences::search(overlay_limits const & limits)
{
    constexpr std::int32_t nowhere = -2;
    std::int32_t const last = columns_ - rows_;
    for (std::int32_t e = 0; e <= limits.differences; ++e)
    {
        std::int64_t const left = limits.budget - std::min(limits.mismatch * e, limits.gap * e + limits.opening);
        if (left < limits.detour * std::abs(last))
            return false;
        // |k| + |last - k| = |last| + 2 * (steps beyond the interval from 0 to last)
        std::int64_t const most = rows_ + columns_;
        // which leave no more pairs than the shorter sequence has letters besides them.
        auto const paired = static_cast<std::int64_t>(std::ceil(limits.pairs * e - margin));
        auto const side = static_cast<std::int32_t>(
            std::min(std::min<std::int64_t>(rows_, columns_) - paired,
                     limits.detour == 0 ? most : std::min(most, (left / limits.detour - std::abs(last)) / 2)));
        if (side < 0)
            return false;
        auto const within = [this](std::ptrdiff_t diagonal)
        { return static_cast<std::int32_t>(std::clamp<std::ptrdiff_t>(diagonal, -rows_ - 1, columns_ + 1)); };
        std::int32_t const lowest = std::max(std::min(0, last) - side, within(limits.within.lowest));
        std::int32_t const highest = std::min(std::max(0, last) + side, within(limits.within.highest));
        if (lowest > highest)
            return false;
        if (e == 0)
        {
            lowest_ = lowest - 1;
            reached_.assign(static_cast<std::size_t>(highest - lowest) + 3, nowhere);
            next_ = reached_;
        }
        if (advance<is_plain>(e == 0, lowest, highest))
            return true;
    }
    return false;
}

/// One more difference on the diagonals from `lowest` to `highest`, then the matches behind it. Has a border been
/// reached? The interval only shrinks; what lies outside of it keeps what it had, which is too little, never too much.
template <bool is_plain>
bool few_differences::advance(bool is_first, std::int32_t lowest, std::int32_t highest)
{
    for (std::int32_t k = lowest; k <= highest; ++k)
    {
        auto const at = static_cast<std::size_t>(k - lowest_);
        std::int32_t const end = std::min(rows_, columns_ - k); // rows of this diagonal
        std::int32_t row = std::max(0, -k);
        if (!is_first)
            row = std::max({row, reached_[at] + 1, reached_[at + 1] + 1, reached_[at - 1]});
        if (row < end)
            row = extend<is_plain>(row, k);
        if (row >= end)
            return true;
        next_[at] = row;
    }
    reached_.swap(next_);
    return false;
}

} // namespace ampstream::align
