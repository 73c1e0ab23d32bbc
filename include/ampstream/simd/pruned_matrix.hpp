// SPDX-License-Identifier: BSD-3-Clause
// The kernel of global alignment: the cells of a matrix through which a path of a given score can run.
#pragma once

#include <cstdint>

#include <ampstream/simd/target.hpp>

namespace ampstream::simd
{

/// A matrix to fill, and the memory for it. The caller owns everything and guarantees that no score of a path leaves 16
/// bits: (rows + columns) * largest cost or score < 28,000.
///
/// Cells are visited by antidiagonals a = row + column. The letters are codes with one bit set; ambiguous ones carry
/// bit 4 (16) besides. Arrays by column are reversed, so that the cells of an antidiagonal read them forwards.
struct pruned_matrix
{
    /// Slack that arrays need behind their last entry.
    static constexpr std::int32_t slack = 64;

    std::int32_t rows{};
    std::int32_t columns{};
    std::int16_t const * query{};           ///< rows + slack letters
    std::int16_t const * reversed_target{}; ///< columns + slack letters, the last of the target first
    std::int16_t const * row_open{};        ///< cost of opening a target-only gap in a row; rows + slack
    std::int16_t const * row_extend{};      ///< of extending it
    std::int16_t const * reversed_open{};   ///< cost of opening a query-only gap in a column, reversed; columns + slack
    std::int16_t const * reversed_extend{}; ///< of extending it
    std::int16_t match{};                   ///< even
    std::int16_t mismatch{};
    std::int16_t open_end{};    ///< cost of opening a gap at the start of the alignment
    std::int16_t extend_end{};  ///< of extending it; no gap anywhere is extended for less
    bool has_ambiguous{};       ///< any letter with bit 4
    std::int32_t least_score{}; ///< paths of at least this score are wanted

    std::int16_t * scores[3]{};   ///< by row, entry 0 is row -1; rows + 2 + slack each
    std::int16_t * vertical[2]{}; ///< the same
    std::int16_t * horizontal{};  ///< the same
    std::int16_t * directions{};  ///< bits of the cells that were filled, see `offsets`
    std::int32_t * first_rows{};  ///< by antidiagonal: the first row that was filled
    std::int64_t * offsets{};     ///< by antidiagonal: where its first row lies in `directions`

    bool reached_end{};   ///< result: was the last cell filled?
    std::int32_t score{}; ///< result: of the last cell
    std::int64_t cells{}; ///< result: how many cells were filled
};

/// Entries `directions` can need for a matrix of this size.
[[nodiscard]] constexpr std::int64_t most_directions(std::int64_t rows, std::int64_t columns) noexcept
{
    return (rows + columns) * ((rows < columns ? rows : columns) + pruned_matrix::slack);
}

/// Bits of `directions`: 1 from above, 2 from the left, 4 a step down extends a gap, 8 a step to the right extends one.
/// Fills the matrix. If the last cell is reached with a score of at least `least_score`, its score and the path traced
/// back from it are those of the full matrix: a path that touches a cell left out has a lower score, because
/// score + match * min(rest of rows, rest of columns) - extend_end * difference of the rests is below `least_score`.
/// Otherwise only that is known: no path reaches `least_score`; the score, if the end was reached, is that of some
/// path.
void fill(pruned_matrix & matrix, target with) noexcept;

} // namespace ampstream::simd
