// SPDX-License-Identifier: BSD-3-Clause
// The kernel of a bound for alignments: paths that may hop from any diagonal to any other at a price.
#pragma once

#include <cstdint>

#include <ampstream/simd/target.hpp>

namespace ampstream::simd
{

/// What is asked, and the memory for it, which the caller owns.
///
/// A path takes the letters of the query in order. It pairs a letter with one of the target, or skips it, at the price
/// `skip`. Pairs of one stretch stand on one diagonal; `hop` is the price of leaving it for another, or for letters
/// that are skipped. Letters that are skipped before the first pair or behind the last one cost no hop. Unlike those of
/// an alignment, diagonals may be taken in any order, so that a letter of the target may be paired twice, and a letter
/// of the query may be paired with one before or behind the target, as with one that differs.
///
/// **Eight bits are enough**: after a row no diagonal lacks more than hop + mismatch to the best one.
struct hops
{
    static constexpr std::int32_t lanes = 32;
    static constexpr std::int32_t dearest = 255; ///< what hop and mismatch may come to together

    std::int32_t rows{};           ///< letters of the query, at least one
    std::int32_t columns{};        ///< letters of the target
    std::uint8_t const * query{};  ///< codes: 1, 2, 4, 8, and 15 for a letter that costs nothing with any other
    std::uint8_t const * target{}; ///< codes
    std::uint8_t mismatch{};       ///< price of a pair that differs
    std::uint8_t hop{};
    std::uint8_t skip{};
    std::uint8_t * memory{}; ///< at least `memory_of` bytes
};

/// Diagonals, rounded up.
[[nodiscard]] constexpr std::int32_t diagonals_of(hops const & which) noexcept
{
    return (which.rows + which.columns + hops::lanes - 1) / hops::lanes * hops::lanes;
}

/// Bytes of working memory: a cell for each diagonal, and the price of each place for each of four bases.
[[nodiscard]] constexpr std::int32_t memory_of(hops const & which) noexcept
{
    return 5 * diagonals_of(which) + 4 * (which.rows + hops::lanes);
}

/// The price of the cheapest path, or any price above `most` if that is dearer.
[[nodiscard]] std::int32_t cheapest_path(hops const & which, std::int32_t most, target with) noexcept;

} // namespace ampstream::simd
