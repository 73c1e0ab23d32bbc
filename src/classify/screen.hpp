// SPDX-License-Identifier: BSD-3-Clause
// Kernels over tiles of 64 genera: which of them can win a bootstrap round at all, and float sums of eight at a time.
//
// A tile has one line of 64 bytes for each distinct word of the query: a lower bound of every genus's deficit. The
// kernels are compiled for baseline x86-64 and for AVX2 and chosen at run time; integers, and floats that are added in
// a stated order, make both equal bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

/// Bit l is genus l of the tile.
using lane_mask = std::uint64_t;

/// Draws of all rounds: `rounds` times `draws` numbers of lines, and for each round the highest deficit that may win.
struct drawn_rounds
{
    std::uint16_t const * lines{};
    std::uint16_t const * limits{}; ///< by round
    std::size_t rounds{};
    std::size_t draws{}; ///< a round
};

/// Lanes whose sum is within the limit in at least one round. Precondition: no sum exceeds 65535.
[[nodiscard]] lane_mask lanes_within(std::uint8_t const * tile, drawn_rounds const & drawn) noexcept;
/// The definition `lanes_within` is tested against.
[[nodiscard]] lane_mask lanes_within_scalar(std::uint8_t const * tile, drawn_rounds const & drawn) noexcept;

/// Writes the line of a word without a dense row: `absent` + `surplus`, saturating.
void fill_line(std::uint8_t * line, std::uint8_t absent, std::uint8_t const * surplus) noexcept;

/// sums[l] += all lines named, lane by lane.
void add_lines(std::uint8_t const * tile,
               std::uint16_t const * lines,
               std::size_t count,
               std::uint32_t * sums) noexcept;

/// Genera are scored eight at a time.
inline constexpr std::size_t block_width = 8;

/// For each round: sums[round][l] = block[lines[0]][l] + block[lines[1]][l] + …, in float and in the order of the
/// lines. `lines` holds `draws` numbers a round.
void sum_rounds(
    float const * block, std::uint16_t const * lines, std::size_t rounds, std::size_t draws, float * sums) noexcept;

} // namespace ampstream::classify
