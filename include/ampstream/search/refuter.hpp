// SPDX-License-Identifier: BSD-3-Clause
// Rejecting candidates without aligning them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <ampstream/align/few_differences.hpp>
#include <ampstream/align/global_aligner.hpp>
#include <ampstream/align/scoring.hpp>
#include <ampstream/align/word_diagonals.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/word_bound.hpp>

namespace ampstream::search
{

/// Proves of many candidates that their best alignment is not accepted. Owns working memory: one a thread.
///
/// The score of some path, quickly found, is one that the best alignment has or surpasses. So it is enough to show that
/// no path is both accepted and as good, in one of four ways, each costlier than the one before. The known path has at
/// most one gap where the lengths are about the same, and none where they are not: then it stands on the diagonal with
/// most shared words, and the second way is left out.
///
/// 1. By the number of words that query and target share (`word_bound`).
///
/// 2. By the number of those that do not stand on the first or the last diagonal, if an accepted path cannot visit
/// these. The known path has its pairs on them; let w words of it be equal. Then at least w - lost(query) -
/// lost(target) of the shared words stand there. The unbroken words of a path elsewhere are others, except for those
/// that query or target repeat: an unbroken place of the query (a) holds a shared word that does not stand there, and
/// holds it first; or (b) holds a word it has held before, or none; or (c) faces a place of the target without a word;
/// or (d) holds, as the first place, a word that stands on the diagonals, and then either the target holds it twice or
/// the query holds it again at the place on the diagonal. With c shared words (a) are at most c - w + lost(query) +
/// lost(target), (b) at most lost(query), (c) at most lost(target), (d) at most lost(target) + lost(query). So the
/// bound of `word_bound` holds with c - w + 2 lost(query) + 2 lost(target) instead of c.
///
/// 3. Because an accepted path has few differences in its interior, which is looked for (`align::few_differences`).
/// There, with the names of `word_bound`: let the known path lack R, and let an accepted one that lacks no
/// more have a and b letters in its terminal gaps. Its differences are x <= (1 - id) I <= (1 - id) (s + x), so
///     x <= (1 - id) s / id.
/// A step from a diagonal to the next takes a letter in a gap, so at any diagonal k it visits, with d the last one,
/// |k| + |d - k| <= a + b + g. It lacks T (a + b) + M m + G g + O (if g > 0) at least, hence, by then having made e of
/// its differences,
///     T (|k| + |d - k|) + min(M e, (G - T) e + O) <= R.
/// A mismatch with an ambiguous letter lacks less than M: as much as the score of a match, which is N less. With A
/// ambiguous letters in both sequences, R + N A takes the place of R.
///
/// 4. In a longer target this would have to be looked for everywhere. But few differences leave long runs of matches,
/// so an accepted path is near a diagonal with many shared words (`align::word_diagonals`). It has at least
///     P >= (T S - R - N A) / (2 T)
/// pairs, because it lacks T (S - 2 P) at least, and its at most X = (1 - id) s / id differences and A ambiguous
/// letters cut the other, matching pairs of plain bases into at most X + A + 1 runs, each on one diagonal. The longest
/// has r >= (P - X - A) / (X + A + 1) pairs, in which r - 7 words of eight bases begin. Each step away from its
/// diagonal takes a letter in a gap. So the path stays within X diagonals of one that has at least r - 7 shared words.
class refuter
{
public:
    refuter(criteria const & limits, align::scoring const & scores, unsigned word_length);

    /// The bound from words alone.
    [[nodiscard]] word_bound const & words() const noexcept { return bound_; }

    /// True: the best alignment is certainly not accepted. False: it must be computed. `align` has the same scoring.
    [[nodiscard]] bool operator()(align::global_aligner & align,
                                  std::span<std::uint8_t const> query,
                                  word_figures const & query_words,
                                  std::span<std::uint8_t const> target,
                                  word_figures const & target_words,
                                  std::size_t shared);

    /// After a call: the diagonal with most shared words, if the lengths differ so much that it was looked for.
    [[nodiscard]] std::optional<std::ptrdiff_t> diagonal() const noexcept { return diagonal_; }

private:
    [[nodiscard]] bool are_words_on_corners(align::global_aligner const & align,
                                            word_figures const & query,
                                            word_figures const & target,
                                            std::size_t shared,
                                            std::int64_t score) const;
    [[nodiscard]] bool is_refuted_at_corners(align::global_aligner & align,
                                             std::span<std::uint8_t const> query,
                                             word_figures const & query_words,
                                             std::span<std::uint8_t const> target,
                                             word_figures const & target_words,
                                             std::size_t shared,
                                             std::int64_t highest);
    [[nodiscard]] bool
    is_refuted_inside(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target, std::int64_t highest);
    [[nodiscard]] align::overlay_limits overlay_of(std::span<std::uint8_t const> query,
                                                   std::span<std::uint8_t const> target,
                                                   std::size_t ambiguous,
                                                   std::int64_t score) const noexcept;

    unsigned word_length_;
    double identity_;
    align::scoring scores_;
    word_bound bound_;
    align::few_differences overlay_{};
    align::word_diagonals places_{};
    std::optional<std::ptrdiff_t> diagonal_{};
};

} // namespace ampstream::search
