// SPDX-License-Identifier: BSD-3-Clause
// A known score against what an accepted alignment can have.
#include <ampstream/search/refuter.hpp>

#include <algorithm>

#include <ampstream/align/diagonals.hpp>

#include "search/accepted_overlays.hpp"

namespace ampstream::search
{

namespace
{

/// Sequences whose lengths differ by more are not expected to be relatives from end to end.
constexpr std::size_t most_apart = 30;

} // namespace

refuter::refuter(criteria const & limits, align::scoring const & scores, unsigned word_length)
    : word_length_{word_length}, identity_{limits.id}, scores_{scores}, bound_{limits, scores, word_length},
      runs_{limits, scores}
{
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
    // Is a path through half of the letters, with no difference, no better?
    auto const letters = static_cast<std::int64_t>(query.size() + target.size());
    auto const half = static_cast<std::int64_t>(std::min(query.size(), target.size())) / 2;
    bool const are_strangers = reachable < (scores_.match + std::int64_t{2} * scores_.gap_extend_terminal) * half -
                                               scores_.gap_extend_terminal * letters;
    if (are_strangers && runs_(query, target))
        return runs_.refute(query, target, highest);
    std::size_t const ambiguous = align::count_ambiguous(query) + align::count_ambiguous(target);
    return !overlay_(query, target,
                     accepted_overlays(identity_, scores_, query.size(), target.size(), ambiguous, reachable));
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
    if (std::max(query.size(), target.size()) - shorter > most_apart)
        diagonal_ = runs_(query, target);
    auto const highest = bound_.highest_accepted_score(query_words, target_words, shared);
    if (!highest) // nor do the other proofs hold
        return false;
    return diagonal_ ? runs_.refute(query, target, *highest)
                     : is_refuted_at_corners(align, query, query_words, target, target_words, shared, *highest);
}

} // namespace ampstream::search
