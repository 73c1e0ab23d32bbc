// SPDX-License-Identifier: BSD-3-Clause
// Accepting candidates without aligning them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>
#include <ampstream/search/criteria.hpp>

namespace ampstream::search
{

/// Proves of many short queries that their best alignment with a long target is accepted, from one place where the
/// query lies on the target without a gap. It rests on this (letters of `word_bound`, plain bases only):
///
/// Let a path have P pairs, m of them mismatches, and g letters in interior gaps. All other of the S letters of both
/// sequences stand in terminal gaps. To half the score of a match for each letter it lacks at least
///     (1)  T (S - 2 P - g) + M m + G g + O (if g > 0),
/// with T for a letter in a terminal gap, M for a mismatch, G >= T for a letter in an interior gap and O for opening
/// it. If it is not accepted it has no pairs, and lacks T S at least, or less than id (P + g) matches (definition of
/// identity 2), that is
///     (2)  m > (1 - id) P - id g.
/// (1) is linear in g between the places 0 and (1 - id) P / id, where the least m becomes 0, and behind it does not
/// fall any more, so its lowest value is at one of them:
///     (3)  T S - (2 T - M (1 - id)) P           without gaps, or with ever so few,
///     (4)  T S - (2 T - (G - T) (1 - id) / id) P + O.
/// Both are linear in P, so lowest at P = 0, which is T S again, or at P = s, the length of the shorter sequence.
///
/// A path whose s pairs stand on one diagonal, e of them mismatches, lacks T (S - 2 s) + M e and at most twice what
/// opening a terminal gap costs more. If that is less than all of these, so is the lack of every best path, whichever
/// of them the aligner chooses: none of them is a path that is not accepted.
class accepter
{
public:
    accepter(criteria const & limits, align::scoring const & scores) noexcept;

    /// Mismatches a path on one diagonal of a query of `shorter` letters (not longer than the target) may have for the
    /// proof to hold; nullopt: it never holds for this length.
    [[nodiscard]] std::optional<std::size_t> most_mismatches(std::size_t shorter) const noexcept;

    /// True: the best alignment is certainly accepted. False: it must be computed. Letters are codes (`align::encode`).
    /// `hint` says where on the target the query is likely to begin; it becomes the place found. Time: a look along one
    /// diagonal if the hint is good, else along all.
    [[nodiscard]] bool operator()(std::span<std::uint8_t const> query,
                                  std::span<std::uint8_t const> target,
                                  std::ptrdiff_t & hint) const noexcept;

    /// The same with a known path. `path` aligns `whole` with the target; the query is letters [begin, end) of `whole`.
    [[nodiscard]] bool operator()(std::span<std::uint8_t const> whole,
                                  std::size_t begin,
                                  std::size_t end,
                                  std::span<std::uint8_t const> target,
                                  std::span<align::run const> path) const noexcept;

private:
    /// What a path may lack besides T (S - 2 s) and opening terminal gaps; negative: the proof never holds.
    [[nodiscard]] double highest_lack(std::size_t shorter) const noexcept;

    bool applies_{};
    double identity_;
    align::scoring scores_;
};

} // namespace ampstream::search
