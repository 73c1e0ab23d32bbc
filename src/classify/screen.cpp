// SPDX-License-Identifier: BSD-3-Clause
// The hot loops of classification.
#include "classify/screen.hpp"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <emmintrin.h>
#define AMPSTREAM_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define AMPSTREAM_CLONES
#endif

namespace ampstream::classify
{

namespace
{

constexpr std::size_t stretch = 8;         ///< draws between two looks at whether all lanes have lost
constexpr std::size_t rows_at_a_time = 8;  ///< rows added before a partial sum is stored
constexpr std::size_t most_in_a_sum = 256; ///< bytes; a multiple of `rows_at_a_time`

using wide_lanes = std::uint16_t __attribute__((vector_size(32)));
using narrow_lanes = std::uint8_t __attribute__((vector_size(16)));
using group_lanes = std::uint16_t __attribute__((vector_size(16)));
using group_bytes = std::uint8_t __attribute__((vector_size(8)));
constexpr std::size_t lanes_a_vector = 16;
constexpr std::size_t vectors_a_tile = tile_width / lanes_a_vector;

/// Not a result: vectors of this size have no way to be returned on baseline x86-64.
inline void add_bytes(std::uint8_t const * bytes, wide_lanes & sums) noexcept
{
    narrow_lanes line;
    std::memcpy(&line, bytes, sizeof line);
    sums += __builtin_convertvector(line, wide_lanes);
}

/// Bit for each lane at most `limit`.
inline std::uint64_t mask_within(wide_lanes const & sums, wide_lanes const & limit) noexcept
{
    auto const within = sums <= limit;
#if defined(__x86_64__)
    __m128i halves[2];
    std::memcpy(halves, &within, sizeof halves);
    return static_cast<std::uint64_t>(_mm_movemask_epi8(_mm_packs_epi16(halves[0], halves[1])));
#else
    std::uint64_t mask = 0;
    for (std::size_t lane = 0; lane < lanes_a_vector; ++lane)
        mask |= static_cast<std::uint64_t>(within[lane] != 0) << lane;
    return mask;
#endif
}

inline lane_mask mask_within(wide_lanes const * sums, wide_lanes const & limit) noexcept
{
    lane_mask mask = 0;
    for (std::size_t v = 0; v < vectors_a_tile; ++v)
        mask |= mask_within(sums[v], limit) << (v * lanes_a_vector);
    return mask;
}

/// Bytes of `table` at the places named; all places are below 16.
inline narrow_lanes look_up(narrow_lanes table, narrow_lanes places) noexcept
{
#if defined(__clang__) // has no shuffle by a variable
    narrow_lanes found;
    for (std::size_t lane = 0; lane < lanes_a_vector; ++lane)
        found[lane] = table[places[lane]];
    return found;
#else
    return __builtin_shuffle(table, places);
#endif
}

/// The four bits of two lines' codes in a byte each.
inline narrow_lanes spread(std::uint8_t const * first, std::uint8_t const * second) noexcept
{
    constexpr std::size_t size = group_width / 2;
    narrow_lanes both{};
    std::memcpy(&both, first, size);
    std::memcpy(reinterpret_cast<std::uint8_t *>(&both) + size, second, size);
    narrow_lanes const low = both & 15;
    narrow_lanes const high = both >> 4;
    return __builtin_shufflevector(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

} // namespace

lane_mask find_contested_scalar(std::uint8_t const * tile,
                                drawn_rounds const & drawn,
                                lane_mask open,
                                lane_mask * by_round) noexcept
{
    lane_mask all = 0;
    for (std::size_t round = 0; round < drawn.rounds; ++round)
    {
        by_round[round] = 0;
        for (std::size_t lane = 0; lane < tile_width; ++lane)
        {
            std::uint32_t sum = 0;
            for (std::size_t draw = 0; draw < drawn.draws; ++draw)
                sum += tile[drawn.lines[round * drawn.draws + draw] * tile_width + lane];
            by_round[round] |= static_cast<lane_mask>(sum <= drawn.limits[round]) << lane;
        }
        all |= by_round[round] &= open;
    }
    return all;
}

AMPSTREAM_CLONES lane_mask find_contested(std::uint8_t const * tile,
                                          drawn_rounds const & drawn,
                                          lane_mask open,
                                          lane_mask * by_round) noexcept
{
    if (drawn.draws > most_draws)
        return find_contested_scalar(tile, drawn, open, by_round);
    lane_mask all = 0;
    for (std::size_t round = 0; round < drawn.rounds; ++round)
    {
        std::uint16_t const * const lines = drawn.lines + round * drawn.draws;
        wide_lanes const limit =
            wide_lanes{} + static_cast<std::uint16_t>(std::min<std::uint32_t>(drawn.limits[round], 65535));
        wide_lanes sums[vectors_a_tile] = {};
        lane_mask left = open;
        for (std::size_t draw = 0; draw < drawn.draws && left != 0;)
        {
            std::size_t const end = std::min(draw + stretch, drawn.draws);
            for (; draw < end; ++draw)
                for (std::size_t v = 0; v < vectors_a_tile; ++v)
                    add_bytes(tile + lines[draw] * tile_width + v * lanes_a_vector, sums[v]);
            left &= mask_within(sums, limit);
        }
        all |= by_round[round] = left;
    }
    return all;
}

AMPSTREAM_CLONES void add_rows(std::uint8_t const * const * rows,
                               std::size_t count,
                               std::size_t width,
                               std::uint16_t * part,
                               std::uint32_t * sums) noexcept
{
    for (std::size_t begin = 0; begin < count; begin += most_in_a_sum)
    {
        std::fill_n(part, width, std::uint16_t{0});
        std::size_t const end = std::min(begin + most_in_a_sum, count);
        std::size_t row = begin;
        for (; row + rows_at_a_time <= end; row += rows_at_a_time)
            for (std::size_t i = 0; i < width; i += lanes_a_vector)
            {
                wide_lanes sum;
                std::memcpy(&sum, part + i, sizeof sum);
                for (std::size_t r = 0; r < rows_at_a_time; ++r)
                    add_bytes(rows[row + r] + i, sum);
                std::memcpy(part + i, &sum, sizeof sum);
            }
        for (; row < end; ++row)
            for (std::size_t i = 0; i < width; ++i)
                part[i] = static_cast<std::uint16_t>(part[i] + rows[row][i]);
        for (std::size_t i = 0; i < width; ++i)
            sums[i] += part[i];
    }
}

AMPSTREAM_CLONES void fill_strip(std::uint8_t const * const * rows,
                                 std::uint8_t const * absent,
                                 std::size_t lines,
                                 group_codes const & codes,
                                 std::uint8_t * strip) noexcept
{
    narrow_lanes levels;
    std::memcpy(&levels, codes.levels.data(), sizeof levels);
    narrow_lanes leaves;
    std::memcpy(&leaves, codes.leaf_costs.data(), group_width);
    leaves = __builtin_shufflevector(leaves, leaves, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7);
    for (std::size_t line = 0; line < lines; line += 2)
    {
        std::size_t const second = std::min(line + 1, lines - 1);
        narrow_lanes const code = spread(rows[line] + codes.offset, rows[second] + codes.offset);
        narrow_lanes pair{};
        pair[0] = absent[line];
        pair[1] = absent[second];
        narrow_lanes lacking =
            __builtin_shufflevector(pair, pair, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1) + leaves;
        lacking |= reinterpret_cast<narrow_lanes>(lacking < leaves); // beyond 255
        narrow_lanes const is_lacking = reinterpret_cast<narrow_lanes>(code == 0);
        narrow_lanes const cost = (look_up(levels, code) & ~is_lacking) | (lacking & is_lacking);
        std::memcpy(strip + line * group_width, &cost, sizeof cost);
    }
}

AMPSTREAM_CLONES group_sums sum_strip(std::uint8_t const * strip,
                                      std::uint16_t const * lines,
                                      std::size_t count) noexcept
{
    group_sums sums{};
    for (std::size_t begin = 0; begin < count; begin += most_in_a_sum)
    {
        group_lanes part = {};
        std::size_t const end = std::min(begin + most_in_a_sum, count);
        for (std::size_t i = begin; i < end; ++i)
        {
            group_bytes line;
            std::memcpy(&line, strip + lines[i] * group_width, sizeof line);
            part += __builtin_convertvector(line, group_lanes);
        }
        for (std::size_t i = 0; i < group_width; ++i)
            sums[i] += part[i];
    }
    return sums;
}

} // namespace ampstream::classify
