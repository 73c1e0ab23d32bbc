// SPDX-License-Identifier: BSD-3-Clause
// Accepting candidates without aligning them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/simd/target.hpp>

namespace ampstream::search
{

/// Proves of many short queries that their best alignment with a long target is accepted, from one path that is known.
/// It rests on this (letters of `word_bound`):
///
/// Let a path have P pairs, m of them mismatches, and g letters in k interior gaps. All other of the S letters of both
/// sequences stand in terminal gaps. To half the score of a match for each letter it lacks at least
///     (1)  T (S - 2 P - g) + M m + G g + O k,
/// with T for a letter in a terminal gap, M for a mismatch, G >= T for a letter in an interior gap and O for opening
/// it. If it is not accepted it has no pairs, and lacks T S at least, or less than id (P + g) matches (definition of
/// identity 2), that is
///     (2)  m > (1 - id) P - id g.
/// A path that is known lacks less than every path that is not accepted? Then it is not the best one, or is accepted
/// itself; so none of the best paths, whichever of them the aligner chooses, is one that is not accepted. There are two
/// bounds for the latter. s is the length of the query, which is not longer than the target; T (S - 2 s), which all
/// paths lack, is left out on both sides.
///
/// **The quick one** knows the lengths only. (1) is linear in g between the places 0 and (1 - id) P / id, where the
/// least m becomes 0, and behind it does not fall any more, so its lowest value is at one of them:
///     (3)  2 T s - (2 T - M (1 - id)) P           without gaps, or with ever so few,
///     (4)  2 T s - (2 T - (G - T) (1 - id) / id) P + O.
/// Both are linear in P, so lowest at P = 0, which is 2 T s, or at P = s.
///
/// **The other one** looks at the letters. Let L = (G - T) / id. By (2), a path that is not accepted lacks more than
///     (5)  2 T (s - P) + M m + (G - T) g + O k - L (m - (1 - id) P + id g)
///            = 2 T (s - P) + L (1 - id) P + (M - L) m + O k,
/// where letters in gaps cost nothing any more. The least of (5) over all paths, in whatever order they take diagonals,
/// is that of `simd::hops` with the prices O to hop, M - L for a mismatch and 2 T - L (1 - id) for a letter of the
/// query that is not paired. A path without pairs is among them. It is exact enough to accept nearly all that is
/// accepted.
///
/// **Ambiguous letters** score 0 with every letter, so such a pair lacks what a match scores, and is a mismatch or a
/// match. The quick bound takes the difference to M off for each ambiguous letter there is, whatever P; for the other
/// such pairs cost nothing, which is less than they do if L is not more than the score of a match.
class accepter
{
public:
    accepter(criteria const & limits,
             align::scoring const & scores,
             simd::target target = simd::best_target()) noexcept;

    /// Mismatches a path on one diagonal of a query of `shorter` letters (not longer than the target), all of them
    /// plain bases, may have for the quick bound; nullopt: it never holds for this length.
    [[nodiscard]] std::optional<std::size_t> most_mismatches(std::size_t shorter) const noexcept;

    /// True: the best alignment is certainly accepted, by the quick bound and a diagonal. Letters are codes
    /// (`align::encode`). `hint` says where on the target the query is likely to begin; it becomes the place found.
    /// Time: a look along one diagonal if the hint is good, else along all.
    [[nodiscard]] bool operator()(std::span<std::uint8_t const> query,
                                  std::span<std::uint8_t const> target,
                                  std::ptrdiff_t & hint) const noexcept;

    /// What the path on one diagonal lacks at most; `place` is the position of the target under the first letter of the
    /// query, moved so that all of it lies on the target. Precondition: the query is not longer than the target.
    [[nodiscard]] double lack_on(std::ptrdiff_t place,
                                 std::span<std::uint8_t const> query,
                                 std::span<std::uint8_t const> target) const noexcept;
    /// What a known path lacks at most. `path` aligns `whole` with the target; the query is letters [begin, end) of
    /// `whole`.
    [[nodiscard]] double lack_along(std::span<align::run const> path,
                                    std::span<std::uint8_t const> whole,
                                    std::size_t begin,
                                    std::size_t end,
                                    std::span<std::uint8_t const> target) const noexcept;

    /// Does a path of this lack prove by either bound that the best alignment is accepted? Time: letters of the query
    /// times letters of both, divided by 32.
    [[nodiscard]] bool
    operator()(double lack, std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);

    /// Mismatches that every best alignment has, if it is certain that each of them is a path on one diagonal on which
    /// all of the query lies, without ambiguous letters. `place` as above, where such a path is likely. To be proven:
    /// it lacks less than any interior gap; less than each diagonal on which letters of the query hang over an end of
    /// the target; and no other diagonal has fewer mismatches. Time: a look at the beginning of each diagonal.
    [[nodiscard]] std::optional<std::size_t> sure_mismatches(std::ptrdiff_t place,
                                                             std::span<std::uint8_t const> query,
                                                             std::span<std::uint8_t const> target) const noexcept;

private:
    [[nodiscard]] double highest_lack(std::size_t shorter, std::size_t ambiguous) const noexcept;
    [[nodiscard]] double lack_of_openings() const noexcept;

    bool applies_{};
    double identity_;
    align::scoring scores_;
    simd::target target_;
    std::vector<std::uint8_t> query_{};
    std::vector<std::uint8_t> letters_{}; ///< of the target
    std::vector<std::uint8_t> memory_{};
};

} // namespace ampstream::search
