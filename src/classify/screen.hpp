// SPDX-License-Identifier: BSD-3-Clause
// Hot loops of classification: which groups and which genera can win a bootstrap round at all.
//
// A tile has one line of 64 bytes for each distinct word of the query: a cost for each of 64 groups. A strip has one line
// of 8 bytes: a cost for each genus of one group. The loops are compiled for baseline x86-64 and for AVX2 and chosen at
// run time; they add integers, so both are equal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

/// Bit l is group l of the tile.
using lane_mask = std::uint64_t;

/// Draws of all rounds: `rounds` times `draws` numbers of lines, and for each round the highest cost that may win.
struct drawn_rounds
{
    std::uint16_t const * lines{};
    std::uint32_t const * limits{}; ///< by round
    std::size_t rounds{};
    std::size_t draws{}; ///< a round
};

/// Most lines of bytes whose sum fits 16 bits.
inline constexpr std::size_t most_draws = 257;

/// by_round[r] = lanes of `open` whose sum over the draws of round r is within the round's limit. Returns the lanes that
/// are in at least one round.
lane_mask
find_contested(std::uint8_t const * tile, drawn_rounds const & drawn, lane_mask open, lane_mask * by_round) noexcept;
/// The definition `find_contested` is tested against.
lane_mask find_contested_scalar(std::uint8_t const * tile,
                                drawn_rounds const & drawn,
                                lane_mask open,
                                lane_mask * by_round) noexcept;

/// sums[i] += rows[0][i] + rows[1][i] + … for i < width, a multiple of 16. `part` is room for `width` numbers.
void add_rows(std::uint8_t const * const * rows,
              std::size_t count,
              std::size_t width,
              std::uint16_t * part,
              std::uint32_t * sums) noexcept;

/// What the codes of one group's genera stand for.
struct group_codes
{
    std::size_t offset{}; ///< of the group's codes in a row, bytes
    std::array<std::uint8_t, level_count> levels{};
    std::array<std::uint8_t, group_width> leaf_costs{};
};

/// strip[line * group_width + i] = cost of genus i of the group for the word of the line: the level of its code, or, if
/// the genus lacks the word, absent[line] + leaf_costs[i], at most 255. Writes up to one more line.
void fill_strip(std::uint8_t const * const * rows,
                std::uint8_t const * absent,
                std::size_t lines,
                group_codes const & codes,
                std::uint8_t * strip) noexcept;

using group_sums = std::array<std::uint32_t, group_width>;

/// Sums over the lines named, genus by genus.
[[nodiscard]] group_sums
sum_strip(std::uint8_t const * strip, std::uint16_t const * lines, std::size_t count) noexcept;

} // namespace ampstream::classify
