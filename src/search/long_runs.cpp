// SPDX-License-Identifier: BSD-3-Clause
// Words on diagonals, and overlays near those that have many.
#include <ampstream/search/long_runs.hpp>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include <ampstream/align/diagonals.hpp>

#include "search/accepted_overlays.hpp"

namespace ampstream::search
{

namespace
{

constexpr auto word = static_cast<std::int64_t>(align::word_diagonals::word_length);

/// How far a diagonal lies outside of those between the corners.
std::int64_t beyond(std::int64_t diagonal, std::int64_t last) noexcept
{
    return (std::abs(diagonal) + std::abs(last - diagonal) - std::abs(last)) / 2;
}

} // namespace

std::optional<std::ptrdiff_t> long_runs::operator()(std::span<std::uint8_t const> query,
                                                    std::span<std::uint8_t const> target)
{
    if (!places_(query, target))
        return std::nullopt;
    diagonal_ = places_.best();
    return diagonal_;
}

/// Diagonals that end in a corner are asked only if the other one is hardly better than no pair at all.
std::int64_t long_runs::known_score(std::span<std::uint8_t const> query,
                                    std::span<std::uint8_t const> target) const noexcept
{
    constexpr std::int64_t longest = 100; // more letters are rarely better
    constexpr std::int64_t enough = 8;    // pairs an accepted path that is as good must have then
    auto const rows = std::ssize(query);
    auto const columns = std::ssize(target);
    std::int64_t const pair = scores_.match + std::int64_t{2} * scores_.gap_extend_terminal;
    std::int64_t const good = pair * enough - scores_.gap_extend_terminal * (rows + columns);
    std::int64_t best = align::score_on_diagonal(scores_, diagonal_, query, target);
    for (std::int64_t pairs = word; best < good && pairs <= std::min({longest, rows, columns}); ++pairs)
        best = std::max({best, align::score_on_diagonal(scores_, pairs - rows, query, target),
                         align::score_on_diagonal(scores_, columns - pairs, query, target)});
    return best;
}

/// Shortest longest run of a path that may have `pairs` pairs at most: (3).
std::int64_t long_runs::run_of(std::int64_t pairs, std::int64_t ambiguous) const noexcept
{
    std::int64_t const differences = most_differences(identity_, pairs);
    return (pairs - 2 * differences) / (differences + ambiguous + 1);
}

/// Paths with more pairs have a run that holds a word; 0: all that matter have.
std::int64_t long_runs::blind_pairs(figures const & pair) const noexcept
{
    // (P - 2 q P) / (q P + A + 1) >= 8, solved for P; rounding down q P only makes the run longer.
    double const share = 1.0 - (2.0 + word) * (1.0 - identity_) / identity_;
    double const enough = share > 0.01 ? word * static_cast<double>(pair.ambiguous + 1) / share + 2.0 : 1e9;
    std::int64_t pairs = enough < static_cast<double>(pair.shorter) ? static_cast<std::int64_t>(enough) : pair.shorter;
    while (pairs >= pair.least && run_of(pairs, pair.ambiguous) >= word)
        --pairs;
    return pairs >= pair.least ? pairs : 0;
}

/// Diagonals on which an accepted path of at least `least` pairs may have its longest run, and those it may visit then.
std::optional<align::diagonal_range> long_runs::suspicious(figures const & pair, std::int64_t least) const
{
    std::optional<align::diagonal_range> range;
    places_.for_each(
        [&](std::ptrdiff_t diagonal, std::size_t words)
        {
            std::int64_t const pairs = pair.shorter - beyond(diagonal, pair.last);
            if (pairs < least || static_cast<std::int64_t>(words) < run_of(pairs, pair.ambiguous) - (word - 1))
                return;
            std::int64_t const off = most_differences(identity_, pairs);
            align::diagonal_range const here{diagonal - off, diagonal + off};
            range = range ? align::diagonal_range{std::min(range->lowest, here.lowest),
                                                  std::max(range->highest, here.highest)}
                          : here;
        });
    return range;
}

bool long_runs::has_overlay(std::span<std::uint8_t const> query,
                            std::span<std::uint8_t const> target,
                            figures & pair,
                            align::diagonal_range const & within)
{
    std::int64_t const off = pair.shorter - pair.least;
    pair.limits.within = {std::max(within.lowest, std::min<std::int64_t>(0, pair.last) - off),
                          std::min(within.highest, std::max<std::int64_t>(0, pair.last) + off)};
    return overlay_(query, target, pair.limits);
}

bool long_runs::refute(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target, std::int64_t highest)
{
    std::int64_t const score = known_score(query, target);
    if (score > highest)
        return true;
    std::size_t const ambiguous = align::count_ambiguous(query) + align::count_ambiguous(target);
    figures pair{.shorter = static_cast<std::int64_t>(std::min(query.size(), target.size())),
                 .last = std::ssize(target) - std::ssize(query),
                 .ambiguous = static_cast<std::int64_t>(ambiguous),
                 .limits = accepted_overlays(identity_, scores_, query.size(), target.size(), ambiguous, score)};
    if (pair.limits.detour <= 0)
        return false;
    // (score + ext_t S) / 2 T
    auto const letters = static_cast<std::int64_t>(query.size() + target.size());
    pair.least = std::max<std::int64_t>((score + scores_.gap_extend_terminal * letters) / pair.limits.detour, 1);
    std::int64_t const blind = blind_pairs(pair);
    if (blind >= pair.shorter)
        return false;
    std::optional<align::diagonal_range> const range = suspicious(pair, std::max(pair.least, blind + 1));
    if (range && has_overlay(query, target, pair, *range))
        return false;
    if (blind == 0)
        return true;
    std::int64_t const off = pair.shorter - blind - most_differences(identity_, blind); // diagonals outside
    constexpr std::int64_t far = std::numeric_limits<std::int32_t>::max();
    return !has_overlay(query, target, pair, {-far, std::min<std::int64_t>(0, pair.last) - off}) &&
           !has_overlay(query, target, pair, {std::max<std::int64_t>(0, pair.last) + off, far});
}

} // namespace ampstream::search
