// SPDX-License-Identifier: BSD-3-Clause
// Guessing a score, filling the cells, reading the path.
#include "align/pruned_aligner.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>

#include <ampstream/align/diagonals.hpp>
#include <ampstream/core/error.hpp>

#include "align/direction.hpp"
#include "align/path_builder.hpp"

namespace ampstream::align
{

namespace
{

constexpr std::size_t slack = simd::pruned_matrix::slack;
constexpr std::int16_t ambiguous = 16;

/// Codes as the kernel wants them.
consteval std::array<std::int16_t, 16> make_kernel_codes()
{
    std::array<std::int16_t, 16> codes{};
    for (unsigned code = 0; code < codes.size(); ++code)
        codes[code] = static_cast<std::int16_t>(std::has_single_bit(code) ? code : code + ambiguous);
    return codes;
}

constexpr std::array<std::int16_t, 16> kernel_codes = make_kernel_codes();

bool are_plain(std::span<std::uint8_t const> codes) noexcept
{
    unsigned several = 0; // bases a letter stands for
    for (std::uint8_t const code : codes)
        several |= code & (code - 1U);
    return several == 0;
}

/// Are there more than `most` differing letters along a diagonal?
bool differ_more_often(std::uint8_t const * x, std::uint8_t const * y, std::size_t length, std::int64_t most) noexcept
{
    std::int64_t count = 0;
    for (std::size_t i = 0; i < length; ++i)
        if (x[i] != y[i] && ++count > most)
            return true;
    return count > most;
}

} // namespace

pruned_aligner::pruned_aligner(scoring const & scores, simd::target target)
    : scores_{scores}, target_{target}, one_gap_{scores}, band_{scores, target}
{
    auto const narrow = [](std::int32_t value) { return static_cast<std::int16_t>(value); };
    matrix_.match = narrow(scores.match);
    matrix_.mismatch = narrow(scores.mismatch);
    matrix_.open_end = narrow(scores.gap_open_terminal);
    matrix_.extend_end = narrow(scores.gap_extend_terminal);
    reserve(512, 512);
}

bool pruned_aligner::can_align(std::size_t rows, std::size_t columns) const noexcept
{
    constexpr std::int32_t most = 1000; // of a single score or cost
    constexpr std::size_t limit = 28000;
    scoring const & s = scores_;
    bool const is_sound = s.match >= 0 && s.match % 2 == 0 && s.match < most && s.mismatch <= 0 && s.mismatch > -most &&
                          s.gap_extend_terminal >= 0 && s.gap_extend_terminal <= s.gap_extend_interior &&
                          s.gap_extend_terminal <= s.gap_open_terminal &&
                          s.gap_extend_interior <= s.gap_open_interior && s.gap_open_interior < most &&
                          s.gap_open_terminal < most;
    if (!is_sound || rows == 0 || columns == 0 || rows + columns > limit)
        return false;
    auto const steepest = static_cast<std::size_t>(
        std::max({s.match, s.gap_extend_interior, s.match / 2 + s.gap_extend_terminal, std::int32_t{1}}));
    return (rows + columns) * steepest + std::size_t{4} * most < limit;
}

void pruned_aligner::reserve(std::size_t rows, std::size_t columns)
{
    std::size_t const longest = std::max(rows, columns) + slack;
    if (row_open_.size() < longest)
    {
        auto const inner_open = static_cast<std::int16_t>(scores_.gap_open_interior);
        auto const inner_extend = static_cast<std::int16_t>(scores_.gap_extend_interior);
        query_.resize(longest);
        reversed_target_.resize(longest);
        row_open_.assign(longest, inner_open);
        row_extend_.assign(longest, inner_extend);
        reversed_open_.assign(longest, inner_open);
        reversed_extend_.assign(longest, inner_extend);
        reversed_open_[0] = matrix_.open_end; // the last column
        reversed_extend_[0] = matrix_.extend_end;
        rows_.resize(6 * (longest + 2));
        first_rows_.resize(2 * longest);
        offsets_.resize(2 * longest);
    }
    std::int64_t const needed =
        simd::most_directions(static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns));
    if (directions_.size < needed)
    {
        directions_.data = std::make_unique_for_overwrite<std::int16_t[]>(static_cast<std::size_t>(needed));
        directions_.size = needed;
    }
}

void pruned_aligner::prepare(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    reserve(query.size(), target.size());
    std::int16_t seen = 0;
    for (std::size_t i = 0; i < query.size(); ++i)
        seen = static_cast<std::int16_t>(seen | (query_[i] = kernel_codes[query[i]]));
    for (std::size_t j = 0; j < target.size(); ++j)
        seen = static_cast<std::int16_t>(seen | (reversed_target_[target.size() - 1 - j] = kernel_codes[target[j]]));
    matrix_.has_ambiguous = (seen & ambiguous) != 0;
    matrix_.rows = static_cast<std::int32_t>(query.size());
    matrix_.columns = static_cast<std::int32_t>(target.size());
    matrix_.query = query_.data();
    matrix_.reversed_target = reversed_target_.data();
    matrix_.row_open = row_open_.data();
    matrix_.row_extend = row_extend_.data();
    matrix_.reversed_open = reversed_open_.data();
    matrix_.reversed_extend = reversed_extend_.data();
    std::size_t const stride = rows_.size() / 6;
    for (std::size_t k = 0; k < 3; ++k)
        matrix_.scores[k] = rows_.data() + k * stride;
    for (std::size_t k = 0; k < 2; ++k)
        matrix_.vertical[k] = rows_.data() + (3 + k) * stride;
    matrix_.horizontal = rows_.data() + 5 * stride;
    matrix_.directions = directions_.data.get();
    matrix_.first_rows = first_rows_.data();
    matrix_.offsets = offsets_.data();
}

std::int32_t pruned_aligner::highest_score(std::int32_t rows, std::int32_t columns) const noexcept
{
    std::int32_t const difference = std::abs(rows - columns);
    std::int32_t const gap =
        difference == 0 ? 0 : scores_.gap_open_terminal + (difference - 1) * scores_.gap_extend_terminal;
    return scores_.match * std::min(rows, columns) - std::min(gap, difference * scores_.gap_extend_terminal);
}

/// Fills the cells for the highest score that can be reached. `reachable` is the score of some path.
void pruned_aligner::fill(std::int32_t highest, std::int32_t reachable)
{
    // What the band has not settled lacks much more than its bound.
    std::int32_t const first_loss = band_.highest_score() ? 400 : 160;
    for (std::int32_t loss = first_loss;; loss = loss * 5 / 2)
    {
        matrix_.least_score = std::max(highest - loss, reachable);
        simd::fill(matrix_, target_);
        if (matrix_.reached_end && matrix_.score >= matrix_.least_score)
            return;
        if (matrix_.least_score == reachable)
            throw internal_error{"an alignment is worse than a path that is known"};
        if (matrix_.reached_end && matrix_.score > reachable)
        {
            reachable = matrix_.score;
            loss = highest - reachable;
        }
    }
}

std::vector<run> pruned_aligner::trace() const
{
    path_builder path;
    std::ptrdiff_t i = matrix_.rows - 1;
    std::ptrdiff_t j = matrix_.columns - 1;
    column state = column::match;
    while (i >= 0 && j >= 0)
    {
        auto const a = static_cast<std::size_t>(i + j);
        state = step_back(
            state, static_cast<unsigned>(directions_.data[static_cast<std::size_t>(offsets_[a] + i - first_rows_[a])]));
        i -= state != column::target_only ? 1 : 0;
        j -= state != column::query_only ? 1 : 0;
        path.push(state);
    }
    path.push(column::query_only, static_cast<std::size_t>(i + 1));
    path.push(column::target_only, static_cast<std::size_t>(j + 1));
    return std::move(path).finish();
}

/// Sequences of the same length, plain bases: is the path without gaps, which lacks `lack` to all matches, better than
/// every other? Then no cell needs to be filled.
///
/// Let each letter in a terminal gap lack t (half a match and the extension), p more for opening it, each letter in an
/// interior gap g and o more. A path with an interior gap needs another gap to end in the corner: it lacks at least
/// t + p + g + o, or 2 (g + o). A path without one has all its pairs on one diagonal; if that is k letters off, it
/// lacks 2 (k t + p) and its mismatches.
bool pruned_aligner::is_diagonal_best(std::span<std::uint8_t const> query,
                                      std::span<std::uint8_t const> target,
                                      std::int64_t lack) const noexcept
{
    std::int64_t const half = scores_.match / 2;
    std::int64_t const terminal = half + scores_.gap_extend_terminal;
    std::int64_t const terminal_opening = scores_.gap_open_terminal - scores_.gap_extend_terminal;
    std::int64_t const interior = half + scores_.gap_open_interior;
    std::int64_t const mismatch = scores_.match - scores_.mismatch;
    if (terminal <= 0 || mismatch <= 0 || lack >= interior + std::min(terminal + terminal_opening, interior))
        return false;
    std::size_t const length = query.size();
    for (std::size_t k = 1; k <= length; ++k)
    {
        std::int64_t const left = lack - 2 * (static_cast<std::int64_t>(k) * terminal + terminal_opening);
        if (left < 0)
            break;
        // A path with at most so many mismatches would be as good.
        std::int64_t const most = left / mismatch;
        if (!differ_more_often(query.data() + k, target.data(), length - k, most) ||
            !differ_more_often(query.data(), target.data() + k, length - k, most))
            return false;
    }
    return true;
}

alignment pruned_aligner::operator()(std::span<std::uint8_t const> query,
                                     std::span<std::uint8_t const> target,
                                     std::optional<std::ptrdiff_t> diagonal)
{
    bool const is_plain = are_plain(query) && are_plain(target);
    bool const is_same_length = query.size() == target.size();
    if (!is_same_length)
        if (std::optional<alignment> found = band_(query, target, diagonal); found.has_value())
            return *std::move(found);
    std::int64_t reachable = one_gap_(query, target);
    if (is_plain && is_same_length)
    {
        auto const length = static_cast<std::uint32_t>(query.size());
        std::int64_t const lack = std::int64_t{scores_.match} * length - reachable;
        if (is_diagonal_best(query, target, lack))
        {
            auto const mismatches =
                static_cast<std::uint32_t>(lack == 0 ? 0 : lack / (scores_.match - scores_.mismatch));
            return {reachable,
                    {.columns = length,
                     .matches = length - mismatches,
                     .mismatches = mismatches,
                     .shortest = length,
                     .longest = length},
                    {{column::match, length}}};
        }
    }
    if (is_same_length)
        if (std::optional<alignment> found = band_(query, target); found.has_value())
            return *std::move(found);
    if (diagonal)
    {
        std::ptrdiff_t const last = std::ssize(target) - std::ssize(query);
        std::ptrdiff_t const near =
            std::clamp(*diagonal, std::min(last, std::ptrdiff_t{0}), std::max(last, std::ptrdiff_t{0}));
        reachable = std::max(reachable, score_on_diagonal(scores_, near, query, target));
    }
    prepare(query, target);
    std::size_t const last_row = query.size() - 1;
    row_open_[last_row] = matrix_.open_end;
    row_extend_[last_row] = matrix_.extend_end;
    std::int32_t const no_pair = -2 * (scores_.gap_open_terminal - scores_.gap_extend_terminal) -
                                 (matrix_.rows + matrix_.columns) * scores_.gap_extend_terminal;
    std::int32_t highest = highest_score(matrix_.rows, matrix_.columns);
    if (std::optional<std::int64_t> const known = band_.highest_score(); known)
        highest = std::min(highest, static_cast<std::int32_t>(*known));
    fill(highest, std::max(no_pair, static_cast<std::int32_t>(reachable)));
    row_open_[last_row] = static_cast<std::int16_t>(scores_.gap_open_interior);
    row_extend_[last_row] = static_cast<std::int16_t>(scores_.gap_extend_interior);
    std::vector<run> path = trace();
    return {matrix_.score, count_columns(path, query, target), std::move(path)};
}

} // namespace ampstream::align
