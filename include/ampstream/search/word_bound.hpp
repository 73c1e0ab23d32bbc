// SPDX-License-Identifier: BSD-3-Clause
// What the number of shared words says about alignments that would be accepted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include <ampstream/align/scoring.hpp>
#include <ampstream/search/criteria.hpp>

namespace ampstream::search
{

/// Length of a sequence and the number of its distinct words.
struct word_figures
{
    std::size_t length{};
    std::size_t words{};

    /// Places in the sequence at which no word begins that was not counted before: repeats, ambiguous and masked ones.
    [[nodiscard]] std::size_t lost(unsigned word_length) const noexcept
    {
        return length < word_length ? 0 : length - word_length + 1 - words;
    }
};

/// Bounds from the number of words that a query and a target share. They rest on this:
///
/// Let an alignment have I interior columns (without terminal gaps) of which x are not matches, and words of k bases.
/// A query word is unbroken if its k letters stand in k neighbouring columns that are matches. Of the I - g interior
/// letters of the query (g: target-only columns) I - g - (k - 1) begin a word inside; a mismatch or a query-only letter
/// breaks at most k of them, a run of target-only letters at most k - 1. So at least I - (k - 1) - k x are unbroken.
/// Those whose letters are all plain and unmasked on both sides stand in the target, too. As places of the query, all
/// but `lost(query)` begin a distinct word; as places of the target, all but `lost(target)` hold a word of the index.
/// Hence, with K = shared + (k - 1) + lost(query) + lost(target),
///     (1)  x >= (I - K) / k,
/// and with x <= (1 - id) I, which holds for every accepted alignment under the definitions of identity 1, 2 and 4,
///     (2)  I <= K / (1 - k (1 - id)).
///
/// What the score of such a path lacks to half the score of a match for each letter: 0 for a match, M for a mismatch, G
/// for a letter in an interior gap and O more for opening it, T at least for a letter in a terminal gap. Of S letters
/// of both sequences, interior columns with m mismatches and g letters in gaps hold 2 I - g, so the path lacks
///     (3)  T (S - 2 I + g) + M m + G g + O (if g > 0)  >=  T S - 2 T I + min(M x, (G + T) x + O),
/// because x = m + g. Pairs of letters are I - g at most as many as the shorter sequence has letters, s, so
///     (4)  x >= g >= I - s.
/// (3) at the least x that (1) and (4) allow is concave in I between the places where the least x changes its rule, so
/// its lowest value up to (2) is at one of those places or at the end. Whole numbers are not asked for, which only
/// makes the bound weaker.
class word_bound
{
public:
    word_bound(criteria const & limits, align::scoring const & scores, unsigned word_length) noexcept;

    /// No alignment with a higher score is accepted. nullopt if nothing can be said: low identities, other definitions,
    /// scores for which the bound does not hold.
    [[nodiscard]] std::optional<std::int64_t>
    highest_accepted_score(word_figures const & query, word_figures const & target, std::size_t shared) const noexcept;

    /// Can an accepted path visit the first or the last diagonal? From a visit to the first one, the ends of the path
    /// lie at most d + g letters from the corners in all, where d is the difference of the lengths; so 2 I - g is at
    /// least S - d - g and I at least s, which (2) may forbid. The same holds for the last diagonal.
    [[nodiscard]] bool
    can_visit_corners(word_figures const & query, word_figures const & target, std::size_t shared) const noexcept;

    /// Words that a target of the same length, aligned from end to end, shares at least if it is accepted; 0 if nothing
    /// can be said. A guess where to look first, not a bound: shorter alignments can be accepted with fewer.
    [[nodiscard]] std::size_t likely_words(word_figures const & query) const noexcept;

private:
    [[nodiscard]] double
    known_words(word_figures const & query, word_figures const & target, std::size_t shared) const noexcept;
    [[nodiscard]] double least_lack(double interior, double known, double letters, double shorter) const noexcept;

    bool applies_{};
    double word_length_;
    double identity_;
    double share_; ///< 1 - k (1 - id)
    align::scoring scores_;
};

} // namespace ampstream::search
