// SPDX-License-Identifier: BSD-3-Clause
// The kernel of global alignment of near relatives: a band of 64 diagonals, and what lies beside it as a bound.
#pragma once

#include <cstdint>

#include <ampstream/simd/target.hpp>

namespace ampstream::simd
{

/// A band to fill, and the memory for it, which the caller owns.
///
/// Scores are told as what they lack to half the score of a match for each letter, so that a match costs 0; the best
/// path lacks least. A cell (i, j) stands behind letter i of the query and letter j of the target, both counted from 0,
/// -1 being the border; it is on diagonal j - i and on step s = i + j + 2. Lane l of an even step is the diagonal
/// lowest + 2 l, of an odd one lowest + 2 l + 1.
///
/// **Eight bits are enough.** From any cell of the band every other diagonal of it is reached by one gap, which lacks
/// at most open + 62 extend. So no cell lacks more than that to the least lack so far, of which the lanes are told less
/// every 16 steps. In between the least may rise by 8 mismatches, but not for far diagonals: a gap of k letters begins
/// k steps earlier, so what it lacks counts from the least of then.
///
/// **What lies outside** is known by a bound, for either side of the band: what a path must lack that has left the band
/// and is outside now. With less than the letter costs that it comes back with, this enters the band again. So if the
/// path read from the last cell stays in the band, it lacks less than every path that does not, and no comparison on it
/// comes out otherwise than in the full matrix. If the last cell is on a diagonal above the band, the path leaves it in
/// the last row for the gap at the end; what is outside then must lack more than that.
///
/// A target may be much longer than the query. Of its letters, those that stand in gaps at the ends lack extend_end
/// each on whatever diagonal the query lies. Therefore the bound does not count extend_end for each diagonal that a
/// path is further up than the edge of the band. In this gauge a letter in a target-only gap lacks extend_end less (at
/// the ends, nothing), one in a query-only gap extend_end more.
///
/// The bound is a matrix of its own, with a cell for each outer diagonal and the rows passed two at a time; entering
/// and opening a gap lead to every diagonal. A path that has passed two rows outside has both its pairs there on one
/// diagonal, which it was on or entered, and lacks what they lack; or it has come to that diagonal behind the first
/// row, and lacks open - extend_end more than the least of all, or what the query-only gap that ended there lacks, and
/// the second pair. A query-only gap is lengthened by two letters, and the one at the end of the query may begin
/// anywhere. Each letter of these lacks 2 extend_end. A path that leaves the band downwards is in such a gap; one that
/// leaves it upwards must open one.
struct band
{
    static constexpr std::int32_t lanes = 32;
    static constexpr std::int32_t width = 2 * lanes; ///< diagonals
    static constexpr std::int32_t rows_of_block = 8;
    static constexpr std::int32_t steps_of_block = 2 * rows_of_block;
    static constexpr std::int32_t pad = 96; ///< letters before the first and behind the last

    static constexpr std::int32_t shortest = 56; ///< of rows and columns

    static constexpr std::uint8_t any =
        0x20; ///< letter that stands for several bases; those of the pad have higher bits

    std::int32_t rows{};          ///< letters of the query, at least `shortest`
    std::int32_t columns{};       ///< letters of the target
    std::int32_t lowest{};        ///< diagonal, even, not above the last one; the highest is not below 0
    std::uint8_t const * query{}; ///< codes below 16, or `any`; letters of the pad are equal to none of the target
    std::uint8_t const * reversed_query{}; ///< the same, last letter first
    std::uint8_t const * target{};         ///< codes; letters of the pad are equal to none of the query
    bool has_ambiguous{};                  ///< are there letters `any` in the query or the target?
    std::uint8_t ambiguous{};              ///< what a pair with one of them lacks, not more than a mismatch
    std::uint8_t mismatch{};               ///< what they lack
    std::uint8_t open{};                   ///< first letter of an interior gap
    std::uint8_t extend{};                 ///< every other letter of it
    std::uint8_t open_end{};               ///< first letter of a gap at either end of the alignment
    std::uint8_t extend_end{};             ///< every other letter of it, at least 2
    std::uint8_t * prices{};               ///< working memory, `prices_of` bytes
    std::uint8_t * outside{};              ///< working memory
    std::int32_t outside_size{};           ///< of it, at least `outside_of`
    std::uint8_t * directions{};           ///< `lanes` cells for each step; bits as in `pruned_matrix`

    bool is_certain{};   ///< result: false if a path that ends outside of the band may lack less
    std::int32_t lack{}; ///< result: what the best path lacks, if it stays in the band; otherwise, at least
};

[[nodiscard]] constexpr std::int32_t highest_of(band const & which) noexcept
{
    return which.lowest + band::width - 1;
}

/// The step whose cells come first in `directions`.
[[nodiscard]] constexpr std::int32_t first_step_of(band const & which) noexcept
{
    return which.lowest > 0 ? which.lowest / band::steps_of_block * band::steps_of_block : 0;
}

/// The last step that matters: that of the last cell, or that in which the last row leaves the band.
[[nodiscard]] constexpr std::int32_t last_step_of(band const & which) noexcept
{
    return which.columns - which.rows <= highest_of(which) ? which.rows + which.columns
                                                           : 2 * which.rows + highest_of(which);
}

/// Steps that are filled, a multiple of those of a block.
[[nodiscard]] constexpr std::int32_t steps_of(band const & which) noexcept
{
    return (last_step_of(which) - first_step_of(which) + band::steps_of_block) / band::steps_of_block *
           band::steps_of_block;
}

/// Working memory for what pairs lack, by base of the query (four, and `any`) and letter of the target with its pad.
[[nodiscard]] constexpr std::int32_t prices_of(band const & which) noexcept
{
    return 5 * ((which.columns + 2 * band::pad) / band::lanes * band::lanes);
}

/// Working memory for the diagonals outside, a multiple of twice the lanes.
[[nodiscard]] constexpr std::int32_t outside_of(band const & which) noexcept
{
    return 2 * ((which.rows + which.columns + 4 * band::lanes) / band::lanes * band::lanes);
}

/// Fills the band.
void fill(band & which, target with) noexcept;

} // namespace ampstream::simd
