// SPDX-License-Identifier: BSD-3-Clause
// How many letters differ where one sequence lies upon another without a gap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <ampstream/align/scoring.hpp>

namespace ampstream::align
{

/// Letters (codes, see `encode`) that differ between `length` letters at `x` and as many at `y`.
[[nodiscard]] std::size_t
count_differences(std::uint8_t const * x, std::uint8_t const * y, std::size_t length) noexcept;

/// Pairs of letters that lie upon each other.
struct pair_counts
{
    std::size_t differing{}; ///< different plain bases
    std::size_t ambiguous{}; ///< at least one of them stands for several bases

    bool operator==(pair_counts const &) const = default;
};

/// The same for letters that may stand for several bases.
[[nodiscard]] pair_counts count_pairs(std::uint8_t const * x, std::uint8_t const * y, std::size_t length) noexcept;

/// Score of the path whose pairs are all those of `diagonal` (position of the target less that of the query), with a
/// gap at either end where letters are left. Precondition: there is a pair on it.
[[nodiscard]] std::int64_t score_on_diagonal(scoring const & scores,
                                             std::ptrdiff_t diagonal,
                                             std::span<std::uint8_t const> query,
                                             std::span<std::uint8_t const> target) noexcept;

/// How many letters stand for several bases.
[[nodiscard]] std::size_t count_ambiguous(std::span<std::uint8_t const> codes) noexcept;

/// Does any letter stand for several bases?
[[nodiscard]] bool has_ambiguous(std::span<std::uint8_t const> codes) noexcept;

/// A place of a piece within a target.
struct placement
{
    std::size_t begin{};       ///< position of the target under the first letter of the piece
    std::size_t differences{}; ///< letters that differ
};

/// A place at which the whole piece lies on the target with at most `most` differences: the nearest to `hint`, or the
/// best that there is. Precondition: the piece is not longer than the target. Time: the product of the lengths, divided
/// by 16, at most.
[[nodiscard]] placement place_piece(std::span<std::uint8_t const> piece,
                                    std::span<std::uint8_t const> target,
                                    std::ptrdiff_t hint,
                                    std::size_t most) noexcept;

} // namespace ampstream::align
