// SPDX-License-Identifier: BSD-3-Clause
// Rejecting candidates by the long runs of matches that an accepted alignment would have.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <ampstream/align/few_differences.hpp>
#include <ampstream/align/scoring.hpp>
#include <ampstream/align/word_diagonals.hpp>
#include <ampstream/search/criteria.hpp>

namespace ampstream::search
{

/// Proves of candidates that no path is both accepted and as good as one that is known, wherever it may lie on a longer
/// target. Holds for the definitions of identity 1, 2 and 4. Owns working memory: one a thread.
///
/// With the letters of `word_bound`, let an accepted path have P pairs, m mismatches, g letters in interior gaps, and x
/// = m + g <= (1 - id) (P + g); so x <= q P with q = (1 - id) / id. Let s be the length of the shorter sequence, d the
/// last diagonal (where both end), and b(k) how far a diagonal k lies outside of those from 0 to d.
///
/// **Where a path runs tells how many pairs it has.** Of a path that visits k at least |k| + |d - k| = |d| + 2 b(k)
/// letters stand in gaps, so
///     (1)  P <= s - b(k),  hence  x <= X = q (s - b(k)).
/// Letters of the shorter sequence are in pairs, in interior gaps, or lie beyond an end of the longer one. If they lie
/// beyond one end, they are as many as the b of the diagonal there, which is b(k) + g at most. If beyond both, the path
/// moves from outside on one side to outside on the other, so they are g at most. Either way
///     (2)  P >= s - b(k) - 2 X.
///
/// **Its matches are in long runs.** Differences, and pairs with ambiguous letters (at most A, their number in both
/// sequences), cut the other pairs into at most X + A + 1 runs, each on one diagonal. The longest has, rounded up, (P -
/// X - A) / (X + A + 1) pairs or more, that is by (2)
///     (3)  r(k) = (s - b(k) - 2 X) / (X + A + 1),  rounded down,
/// k being its diagonal. r(k) - 7 words of eight bases begin in it, so the sequences share so many on k. And the path
/// is within X diagonals of k.
///
/// **What is left to look at.** Diagonals on which so many words are shared, and X on either side: there, overlays with
/// few differences are looked for (`align::few_differences`). And diagonals with r(k) < 8, which can only be told by
/// looking; if there are any between the corners the proof is given up. A path that lacks no more than
/// the known one, R, has P >= (T S - R) / (2 T) pairs, so by (1) those further out do not matter.
///
/// The known path is the best of those on the diagonal with most shared words and on some that end in a corner, where
/// few letters overlap by chance better than none.
class long_runs
{
public:
    long_runs(criteria const & limits, align::scoring const & scores) noexcept : identity_{limits.id}, scores_{scores}
    {
    }

    /// Looks for shared words; called first. Letters are codes (`align::encode`). Returns the diagonal that has most of
    /// them; nullopt if nothing can be said: too few of them, or too many.
    [[nodiscard]] std::optional<std::ptrdiff_t> operator()(std::span<std::uint8_t const> query,
                                                           std::span<std::uint8_t const> target);

    /// True: the best alignment is certainly not accepted. Precondition: the last call was for these sequences and gave
    /// a diagonal; no accepted path has a score above `highest`.
    [[nodiscard]] bool
    refute(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target, std::int64_t highest);

private:
    /// What is known of the pair at hand.
    struct figures
    {
        std::int64_t shorter{};
        std::int64_t last{};      ///< diagonal
        std::int64_t ambiguous{}; ///< letters
        std::int64_t least{};     ///< paths with fewer pairs do not matter
        align::overlay_limits limits{};
    };

    [[nodiscard]] std::int64_t known_score(std::span<std::uint8_t const> query,
                                           std::span<std::uint8_t const> target) const noexcept;
    [[nodiscard]] std::int64_t run_of(std::int64_t pairs, std::int64_t ambiguous) const noexcept;
    [[nodiscard]] std::int64_t blind_pairs(figures const & pair) const noexcept;
    [[nodiscard]] std::optional<align::diagonal_range> suspicious(figures const & pair, std::int64_t least) const;
    [[nodiscard]] bool has_overlay(std::span<std::uint8_t const> query,
                                   std::span<std::uint8_t const> target,
                                   figures & pair,
                                   align::diagonal_range const & within);

    double identity_;
    align::scoring scores_;
    align::word_diagonals places_{};
    align::few_differences overlay_{};
    std::ptrdiff_t diagonal_{};
};

} // namespace ampstream::search
