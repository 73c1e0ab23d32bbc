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
/// Hence
///     shared >= I - (k - 1) - k x - lost(query) - lost(target),
/// and with x <= (1 - id) I, which holds for every accepted alignment under the definitions of identity 1, 2 and 4,
///     I <= (shared + (k - 1) + lost(query) + lost(target)) / (1 - k (1 - id)).
/// A path with I interior columns has at most I pairs of letters; its score is highest if all of them match and all
/// other letters lie in one gap at the lowest cost a letter.
class word_bound
{
public:
    /// Precondition: `scores` as in `align::scoring`: no gap is extended for less than at the ends.
    word_bound(criteria const & limits, align::scoring const & scores, unsigned word_length) noexcept;

    /// No alignment with a higher score is accepted. nullopt if nothing can be said: low identities, other definitions.
    [[nodiscard]] std::optional<std::int64_t>
    highest_accepted_score(word_figures const & query, word_figures const & target, std::size_t shared) const noexcept;

    /// Words that a target of the same length, aligned from end to end, shares at least if it is accepted; 0 if nothing
    /// can be said. A guess where to look first, not a bound: shorter alignments can be accepted with fewer.
    [[nodiscard]] std::size_t likely_words(word_figures const & query) const noexcept;

private:
    bool applies_{};
    std::size_t word_length_;
    double identity_;
    double share_; ///< 1 - k (1 - id)
    align::scoring scores_;
};

} // namespace ampstream::search
