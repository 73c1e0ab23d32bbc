// SPDX-License-Identifier: BSD-3-Clause
// The hot loops of classification.
#include "classify/screen.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__x86_64__)
#define AMPSTREAM_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define AMPSTREAM_CLONES
#endif

namespace ampstream::classify
{

namespace
{

constexpr std::size_t stretch = 8; ///< draws between two looks at whether all lanes have lost

using byte_lanes = std::uint8_t __attribute__((vector_size(16)));
constexpr std::size_t vectors = tile_width / sizeof(byte_lanes);

byte_lanes load(std::uint8_t const * from) noexcept
{
    byte_lanes value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

byte_lanes saturating_sum(byte_lanes a, byte_lanes b) noexcept
{
    byte_lanes const room = ~a;
    return a + (b < room ? b : room);
}

using wide_lanes = std::uint16_t __attribute__((vector_size(32)));
using narrow_lanes = std::uint8_t __attribute__((vector_size(16)));
constexpr std::size_t wide_vectors = tile_width * sizeof(std::uint16_t) / sizeof(wide_lanes);

/// Bit for each lane at most `limit`.
lane_mask mask_within(std::uint16_t const * sums, std::uint16_t limit) noexcept
{
    lane_mask mask = 0;
    for (std::size_t lane = 0; lane < tile_width; ++lane)
        mask |= static_cast<lane_mask>(sums[lane] <= limit) << lane;
    return mask;
}

} // namespace

lane_mask lanes_within_scalar(std::uint8_t const * tile, drawn_rounds const & drawn) noexcept
{
    lane_mask found = 0;
    for (std::size_t round = 0; round < drawn.rounds; ++round)
        for (std::size_t lane = 0; lane < tile_width; ++lane)
        {
            unsigned sum = 0;
            for (std::size_t draw = 0; draw < drawn.draws; ++draw)
                sum += tile[drawn.lines[round * drawn.draws + draw] * tile_width + lane];
            found |= static_cast<lane_mask>(sum <= drawn.limits[round]) << lane;
        }
    return found;
}

AMPSTREAM_CLONES lane_mask lanes_within(std::uint8_t const * tile, drawn_rounds const & drawn) noexcept
{
    lane_mask found = 0;
    for (std::size_t round = 0; round < drawn.rounds; ++round)
    {
        std::uint16_t const * const lines = drawn.lines + round * drawn.draws;
        wide_lanes const limit = wide_lanes{} + drawn.limits[round];
        wide_lanes sums[wide_vectors] = {};
        bool is_lost = false;
        for (std::size_t draw = 0; draw < drawn.draws && !is_lost;)
        {
            std::size_t const end = std::min(draw + stretch, drawn.draws);
            for (; draw < end; ++draw)
                for (std::size_t v = 0; v < wide_vectors; ++v)
                {
                    narrow_lanes line;
                    std::memcpy(&line, tile + lines[draw] * tile_width + v * sizeof line, sizeof line);
                    sums[v] += __builtin_convertvector(line, wide_lanes);
                }
            auto within = sums[0] <= limit;
            for (std::size_t v = 1; v < wide_vectors; ++v)
                within |= sums[v] <= limit;
            std::uint64_t words[4];
            std::memcpy(words, &within, sizeof words);
            is_lost = (words[0] | words[1] | words[2] | words[3]) == 0;
        }
        if (is_lost)
            continue;
        std::uint16_t lanes[tile_width];
        std::memcpy(lanes, sums, sizeof lanes);
        found |= mask_within(lanes, drawn.limits[round]);
    }
    return found;
}

void fill_line(std::uint8_t * line, std::uint8_t absent, std::uint8_t const * surplus) noexcept
{
    byte_lanes const base = byte_lanes{} + absent;
    for (std::size_t v = 0; v < vectors; ++v)
    {
        byte_lanes const sum = saturating_sum(base, load(surplus + v * sizeof(byte_lanes)));
        std::memcpy(line + v * sizeof(byte_lanes), &sum, sizeof sum);
    }
}

AMPSTREAM_CLONES void
add_lines(std::uint8_t const * tile, std::uint16_t const * lines, std::size_t count, std::uint32_t * sums) noexcept
{
    constexpr std::size_t no_overflow = 256; // times 255 fits 16 bits
    for (std::size_t begin = 0; begin < count; begin += no_overflow)
    {
        std::array<std::uint16_t, tile_width> part{};
        std::size_t const end = std::min(begin + no_overflow, count);
        for (std::size_t i = begin; i < end; ++i)
        {
            std::uint8_t const * const line = tile + lines[i] * tile_width;
            for (std::size_t lane = 0; lane < tile_width; ++lane)
                part[lane] = static_cast<std::uint16_t>(part[lane] + line[lane]);
        }
        for (std::size_t lane = 0; lane < tile_width; ++lane)
            sums[lane] += part[lane];
    }
}

AMPSTREAM_CLONES void sum_rounds(
    float const * block, std::uint16_t const * lines, std::size_t rounds, std::size_t draws, float * sums) noexcept
{
    using float_lanes = float __attribute__((vector_size(block_width * sizeof(float))));
    constexpr std::size_t most = 4; // rounds side by side: additions of one round wait for each other
    for (std::size_t first = 0; first < rounds; first += most)
    {
        std::size_t const side = std::min(most, rounds - first);
        std::uint16_t const * at[most];
        for (std::size_t r = 0; r < most; ++r)
            at[r] = lines + (first + std::min(r, side - 1)) * draws;
        float_lanes totals[most] = {};
        for (std::size_t i = 0; i < draws; ++i)
            for (std::size_t r = 0; r < most; ++r)
            {
                float_lanes line;
                std::memcpy(&line, block + at[r][i] * block_width, sizeof line);
                totals[r] += line;
            }
        std::memcpy(sums + first * block_width, totals, side * sizeof(float_lanes));
    }
}

} // namespace ampstream::classify
