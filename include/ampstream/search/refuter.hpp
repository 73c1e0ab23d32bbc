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
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/long_runs.hpp>
#include <ampstream/search/word_bound.hpp>

namespace ampstream::search
{

/// Proves of many candidates that their best alignment is not accepted. Owns working memory: one a thread.
///
/// The score of some path, quickly found, is one that the best alignment has or surpasses. So it is enough to show that
/// no path is both accepted and as good, in one of these ways.
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
/// 4. In a target that is much longer (or shorter), or that is no relative, the other ways say little: by `long_runs`.
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

    unsigned word_length_;
    double identity_;
    align::scoring scores_;
    word_bound bound_;
    align::few_differences overlay_{};
    long_runs runs_;
    std::optional<std::ptrdiff_t> diagonal_{};
};

} // namespace ampstream::search
