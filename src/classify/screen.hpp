// SPDX-License-Identifier: BSD-3-Clause
// Hot loops of classification: random draws, which groups and genera can win a bootstrap round at all, values of a
// genus.
//
// A tile has one line of 64 bytes for each distinct word of the query: a cost for each of 64 groups, or for each genus
// of eight groups, both in steps wider than a cost's. A strip has one line of 8 bytes: a cost for each
// genus of one group. Each loop has a portable form, which is its definition, and one for AVX2; what they add are
// integers and what they round they round alike, so no result depends on the processor.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ampstream::classify
{

/// Bit l is group l of the tile.
using lane_mask = std::uint64_t;

/// Most lines of bytes whose sum fits 16 bits.
inline constexpr std::size_t most_draws = 257;

/// Costs in a tile of groups are shifted right by this, so that most sums over the draws of a round fit a byte.
inline constexpr int tile_shift = 2;
/// Costs in a tile of genera are shifted right by this.
inline constexpr int genus_shift = 1;

/// Rows to bring together and to add up.
struct row_request
{
    std::uint8_t const * const * rows{};
    std::size_t lines{};     ///< rows
    std::size_t tiles{};     ///< of a row
    std::uint8_t * copies{}; ///< tile by tile, the lines of the rows in the steps of a tile; null: not wanted
    std::uint32_t * sums{};  ///< by group of all tiles: what the rows have is added
};
void add_rows(row_request const & wanted) noexcept;

/// Draws of all rounds, `draws` numbers of lines each, and for each round the highest sum that may win, in the steps of
/// what is added.
struct drawn_rounds
{
    std::uint16_t const * lines{};
    std::uint32_t const * limits{}; ///< by round
    std::size_t draws{};            ///< a round
};

/// Of the lanes in lanes[i], leaves those whose sum over the draws of round listed[i] is within the round's limit; it
/// may leave lanes whose sums are higher, if costs are many and high. Returns the lanes that are left anywhere.
lane_mask find_contested(std::uint8_t const * tile,
                         drawn_rounds const & drawn,
                         std::uint32_t const * listed,
                         std::size_t count,
                         lane_mask * lanes) noexcept;

/// Groups whose genera are to fill a tile.
struct tile_request
{
    std::uint8_t const * const * rows{}; ///< by line
    std::uint8_t const * absent{};       ///< by line: cost of lacking the word
    std::size_t lines{};
    std::size_t offsets[8]{};      ///< by group: of its codes in a row
    std::uint8_t const * levels{}; ///< 16, by code
    std::uint8_t leaf_costs[64]{}; ///< by lane
    std::uint8_t * tile{};
};
/// tile[line * 64 + lane] = cost of genus lane % 8 of group lane / 8 for the word of the line, as `fill_strip` has it,
/// shifted right by `genus_shift`.
void fill_tile(tile_request const & wanted) noexcept;

/// What the codes of one group's genera stand for.
struct strip_request
{
    std::uint8_t const * const * rows{}; ///< by line
    std::uint8_t const * absent{};       ///< by line: cost of lacking the word
    std::size_t lines{};
    std::size_t offset{};              ///< of the group's codes in a row
    std::uint8_t const * levels{};     ///< 16, by code
    std::uint8_t const * leaf_costs{}; ///< 8, by genus of the group
    std::uint8_t * strip{};            ///< room for three more lines
};
/// strip[line * 8 + i] = cost of genus i of the group for the word of the line: the level of its code, or, if the genus
/// lacks the word, absent[line] + leaf_costs[i], at most 255.
void fill_strip(strip_request const & wanted) noexcept;

/// A round and the genera of a group that can win it.
struct strip_round
{
    std::uint32_t round{};
    std::uint32_t genera{};   ///< bit by genus of the group
    std::uint32_t costs[8]{}; ///< sums over the draws
};

/// Of the rounds listed, finds those in which at least one genus has a sum within the limit. `found` has room for all.
/// Returns how many there are.
std::size_t find_rounds(std::uint8_t const * strip,
                        drawn_rounds const & drawn,
                        std::uint32_t const * listed,
                        std::size_t count,
                        strip_round * found) noexcept;

/// Sums over the lines named, genus by genus.
void sum_strip(std::uint8_t const * strip,
               std::uint16_t const * lines,
               std::size_t count,
               std::uint32_t * sums) noexcept;

/// Values of one genus.
struct value_request
{
    std::uint8_t const * const * rows{}; ///< by line
    float const * priors{};              ///< by line
    float const * log_priors{};          ///< by line
    std::size_t lines{};
    std::size_t codes_at{};  ///< of the genus' block in a row
    std::size_t first_at{};  ///< of the place of the block's first count in a row
    std::size_t counts_at{}; ///< of the counts in a row
    std::size_t place{};     ///< of the genus in its block
    float leaves{};          ///< M
    float log_leaves{};      ///< log(M + 1)
    std::uint8_t * counts{}; ///< result by line: m(w) as it is stored; room for seven more
    float * values{};        ///< result by line; of no use where the count is 255; room for seven more
};
/// log P(w | G) in float for all lines.
void find_values(value_request const & wanted) noexcept;

/// lines[i] = i-th draw below `bound` of a `random_stream` in this state. Returns false, and nothing of use, if a draw
/// might be one that the stream leaves out (once in billions).
bool draw_below(std::uint64_t state, std::uint32_t bound, std::uint16_t * lines, std::size_t count) noexcept;

} // namespace ampstream::classify
