// SPDX-License-Identifier: BSD-3-Clause
// A known score against what an accepted alignment can have.
#include <ampstream/search/refuter.hpp>

#include <algorithm>
#include <cmath>

#include <ampstream/align/diagonals.hpp>

namespace ampstream::search
{

namespace
{

/// Sequences whose lengths differ by more are not expected to be relatives from end to end.
constexpr std::size_t most_apart = 30;

} // namespace

refuter::refuter(criteria const & limits, align::scoring const & scores, unsigned word_length)
    : word_length_{word_length}, identity_{limits.id}, scores_{scores}, bound_{limits, scores, word_length}
{
}

/// All costs twice, so that half the score of a match is a whole number.
align::overlay_limits refuter::overlay_of(std::span<std::uint8_t const> query,
                                          std::span<std::uint8_t const> target,
                                          std::size_t ambiguous,
                                          std::int64_t score) const noexcept
{
    constexpr double margin = 1e-4; // more than the rounding of a comparison of identities, in columns
    auto const shorter = static_cast<double>(std::min(query.size(), target.size()));
    auto const letters = static_cast<std::int64_t>(query.size() + target.size());
    std::int64_t const less = 2 * std::max(-scores_.mismatch, 0); // a mismatch with an ambiguous letter
    return {.differences = static_cast<std::int64_t>(std::floor((1.0 - identity_) * shorter / identity_ + margin)),
            .budget = scores_.match * letters - 2 * score + less * static_cast<std::int64_t>(ambiguous),
            .detour = scores_.match + std::int64_t{2} * scores_.gap_extend_terminal,
            .mismatch = std::int64_t{2} * (scores_.match - scores_.mismatch),
            .gap = std::int64_t{2} * (scores_.gap_extend_interior - scores_.gap_extend_terminal),
            .opening = std::int64_t{2} * (scores_.gap_open_interior - scores_.gap_extend_interior)};
}

/// The second way: are there too few shared words anywhere else for an accepted path of this score?
bool refuter::are_words_on_corners(align::global_aligner const & align,
                                   word_figures const & query,
                                   word_figures const & target,
                                   std::size_t shared,
                                   std::int64_t score) const
{
    if (bound_.can_visit_corners(query, target, shared))
        return false;
    std::size_t const repeats = 2 * (query.lost(word_length_) + target.lost(word_length_));
    std::size_t const there = std::min(align.equal_words(word_length_), shared + repeats);
    auto const highest = bound_.highest_accepted_score(query, target, shared + repeats - there);
    return highest && score > *highest;
}

bool refuter::is_refuted_at_corners(align::global_aligner & align,
                                    std::span<std::uint8_t const> query,
                                    word_figures const & query_words,
                                    std::span<std::uint8_t const> target,
                                    word_figures const & target_words,
                                    std::size_t shared,
                                    std::int64_t highest)
{
    std::int64_t const reachable = align.reachable_score(query, target);
    if (reachable > highest || are_words_on_corners(align, query_words, target_words, shared, reachable))
        return true;
    std::size_t const ambiguous = align::count_ambiguous(query) + align::count_ambiguous(target);
    return !overlay_(query, target, overlay_of(query, target, ambiguous, reachable));
}

/// The known path stands on `diagonal_`.
bool refuter::is_refuted_inside(std::span<std::uint8_t const> query,
                                std::span<std::uint8_t const> target,
                                std::int64_t highest)
{
    std::int64_t const score = align::score_on_diagonal(scores_, *diagonal_, query, target);
    if (score > highest)
        return true;
    std::size_t const ambiguous = align::count_ambiguous(query) + align::count_ambiguous(target);
    align::overlay_limits limits = overlay_of(query, target, ambiguous, score);
    if (limits.detour <= 0)
        return false;
    auto const letters = static_cast<std::int64_t>(query.size() + target.size());
    std::int64_t const pairs = (limits.detour * letters - limits.budget) / (2 * limits.detour);
    std::int64_t const cuts = limits.differences + static_cast<std::int64_t>(ambiguous);
    constexpr auto word = static_cast<std::int64_t>(align::word_diagonals::word_length);
    // (pairs - cuts) / (cuts + 1), rounded up, is the longest run.
    std::int64_t const words = pairs / (cuts + 1) - (word - 1);
    if (words <= 0)
        return false;
    std::optional<align::diagonal_range> const near = places_.range_of(static_cast<std::size_t>(words));
    if (!near)
        return true;
    auto const off = static_cast<std::ptrdiff_t>(limits.differences);
    limits.within = {near->lowest - off, near->highest + off};
    return !overlay_(query, target, limits);
}

bool refuter::operator()(align::global_aligner & align,
                         std::span<std::uint8_t const> query,
                         word_figures const & query_words,
                         std::span<std::uint8_t const> target,
                         word_figures const & target_words,
                         std::size_t shared)
{
    diagonal_.reset();
    std::size_t const shorter = std::min(query.size(), target.size());
    if (std::max(query.size(), target.size()) - shorter > most_apart && places_(query, target))
        diagonal_ = places_.best();
    auto const highest = bound_.highest_accepted_score(query_words, target_words, shared);
    if (!highest) // nor do the other proofs hold
        return false;
    return diagonal_ ? is_refuted_inside(query, target, *highest)
                     : is_refuted_at_corners(align, query, query_words, target, target_words, shared, *highest);
}

} // namespace ampstream::search
