// SPDX-License-Identifier: BSD-3-Clause
// Hot loops of classification: which groups of genera can win a bootstrap round at all, and float sums of a group.
//
// A tile has one line of 64 bytes for each distinct word of the query: a bound for each of 64 groups. The loops are
// compiled for baseline x86-64 and for AVX2 and chosen at run time; integers, and floats that are added in a stated
// order, make both equal bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

/// Bit l is group l of the tile.
using lane_mask = std::uint64_t;

/// Draws of all rounds: `rounds` times `draws` numbers of lines, and for each round the highest deficit that may win.
struct drawn_rounds
{
    std::uint16_t const * lines{};
    std::uint16_t const * limits{}; ///< by round
    std::size_t rounds{};
    std::size_t draws{}; ///< a round
};

/// Which groups of a tile may win which rounds.
struct contested_rounds
{
    lane_mask * lanes{};    ///< by round: lanes whose sum is within the round's limit
    std::uint16_t * sums{}; ///< by round and lane; meaningful in rounds that have a lane
};

/// Fills `found` and returns the lanes that are in at least one round. Precondition: no sum exceeds 65535.
lane_mask
find_contested(std::uint8_t const * tile, drawn_rounds const & drawn, contested_rounds const & found) noexcept;
/// The definition `find_contested` is tested against.
lane_mask
find_contested_scalar(std::uint8_t const * tile, drawn_rounds const & drawn, contested_rounds const & found) noexcept;

/// sums[l] += all lines named, lane by lane.
void add_lines(std::uint8_t const * tile,
               std::uint16_t const * lines,
               std::size_t count,
               std::uint32_t * sums) noexcept;

/// For each round: sums[round][l] = block[lines[0]][l] + block[lines[1]][l] + …, in float and in the order of the
/// lines; `lines[round]` points to `draws` of them.
void sum_rounds(float const * block,
                std::uint16_t const * const * lines,
                std::size_t rounds,
                std::size_t draws,
                float * sums) noexcept;

/// Where the values of a group go: `block[line * group_width + i]` for genus i of the group.
struct gathered_group
{
    std::uint32_t group{};
    float * block{};
};

/// log P(w | G) of the groups' genera for each word; -infinity where the last group has no genus. Words are the outer
/// loop: what a model holds of a word lies together.
void gather_groups(model_tables const & tables,
                   word const * words,
                   std::size_t word_total,
                   gathered_group const * groups,
                   std::size_t group_total) noexcept;

} // namespace ampstream::classify
