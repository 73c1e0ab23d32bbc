// SPDX-License-Identifier: BSD-3-Clause
// A known score against what an accepted alignment can have.
#include <ampstream/search/refuter.hpp>

#include <algorithm>
#include <cmath>

namespace ampstream::search
{

refuter::refuter(criteria const & limits, align::scoring const & scores, unsigned word_length)
    : word_length_{word_length}, identity_{limits.id}, scores_{scores}, bound_{limits, scores, word_length}
{
}

/// All costs twice, so that half the score of a match is a whole number.
align::overlay_limits
refuter::overlay_of(std::size_t query_length, std::size_t target_length, std::int64_t score) const noexcept
{
    constexpr double margin = 1e-4; // more than the rounding of a comparison of identities, in columns
    auto const shorter = static_cast<double>(std::min(query_length, target_length));
    return {.differences = static_cast<std::int64_t>(std::floor((1.0 - identity_) * shorter / identity_ + margin)),
            .budget = scores_.match * static_cast<std::int64_t>(query_length + target_length) - 2 * score,
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

bool refuter::operator()(align::global_aligner & align,
                         std::span<std::uint8_t const> query,
                         word_figures const & query_words,
                         std::span<std::uint8_t const> target,
                         word_figures const & target_words,
                         std::size_t shared)
{
    auto const highest = bound_.highest_accepted_score(query_words, target_words, shared);
    if (!highest) // nor does the other proof hold
        return false;
    std::int64_t const reachable = align.reachable_score(query, target);
    return reachable > *highest || are_words_on_corners(align, query_words, target_words, shared, reachable) ||
           !overlay_(query, target, overlay_of(query.size(), target.size(), reachable));
}

} // namespace ampstream::search
