// SPDX-License-Identifier: BSD-3-Clause
// The hot loops of classification.
#include "classify/screen.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

// GCC instruments the function that chooses the clone, and the dynamic linker calls it before ThreadSanitizer is there.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define AMPSTREAM_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define AMPSTREAM_CLONES
#endif

namespace ampstream::classify
{

namespace
{

constexpr std::size_t stretch = 8; ///< draws between two looks at whether all lanes have lost

using wide_lanes = std::uint16_t __attribute__((vector_size(32)));
using narrow_lanes = std::uint8_t __attribute__((vector_size(16)));
constexpr std::size_t wide_vectors = tile_width * sizeof(std::uint16_t) / sizeof(wide_lanes);

using float_lanes = float __attribute__((vector_size(group_width * sizeof(float))));

using index_lanes = std::int32_t __attribute__((vector_size(sizeof(float_lanes))));

/// How the values of an entry, which lie side by side, go to the genera that have the word.
struct placement
{
    index_lanes from; ///< by genus of the group: place of its value
    index_lanes has;  ///< by genus: all bits if it has the word
};

std::array<placement, 256> make_placements() noexcept
{
    std::array<placement, 256> made{};
    for (std::uint32_t members = 0; members < made.size(); ++members)
        for (std::uint32_t i = 0; i < group_width; ++i)
        {
            made[members].from[i] = std::popcount(members & ((1U << i) - 1));
            made[members].has[i] = (members >> i & 1U) != 0 ? -1 : 0;
        }
    return made;
}

std::array<placement, 256> const placements = make_placements();

/// Bit for each lane at most `limit`.
lane_mask mask_within(std::uint16_t const * sums, std::uint16_t limit) noexcept
{
    lane_mask mask = 0;
    for (std::size_t lane = 0; lane < tile_width; ++lane)
        mask |= static_cast<lane_mask>(sums[lane] <= limit) << lane;
    return mask;
}

} // namespace

lane_mask
find_contested_scalar(std::uint8_t const * tile, drawn_rounds const & drawn, contested_rounds const & found) noexcept
{
    lane_mask all = 0;
    for (std::size_t round = 0; round < drawn.rounds; ++round)
    {
        std::uint16_t * const sums = found.sums + round * tile_width;
        std::fill_n(sums, tile_width, std::uint16_t{0});
        for (std::size_t draw = 0; draw < drawn.draws; ++draw)
            for (std::size_t lane = 0; lane < tile_width; ++lane)
                sums[lane] = static_cast<std::uint16_t>(
                    sums[lane] + tile[drawn.lines[round * drawn.draws + draw] * tile_width + lane]);
        all |= found.lanes[round] = mask_within(sums, drawn.limits[round]);
    }
    return all;
}

AMPSTREAM_CLONES lane_mask find_contested(std::uint8_t const * tile,
                                          drawn_rounds const & drawn,
                                          contested_rounds const & found) noexcept
{
    lane_mask all = 0;
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
        found.lanes[round] = 0;
        if (is_lost)
            continue;
        std::memcpy(found.sums + round * tile_width, sums, sizeof sums);
        all |= found.lanes[round] = mask_within(found.sums + round * tile_width, drawn.limits[round]);
    }
    return all;
}

AMPSTREAM_CLONES void
add_lines(std::uint8_t const * tile, std::uint16_t const * lines, std::size_t count, std::uint32_t * sums) noexcept
{
    constexpr std::size_t no_overflow = 256; // times 255 fits 16 bits
    for (std::size_t begin = 0; begin < count; begin += no_overflow)
    {
        wide_lanes part[wide_vectors] = {};
        std::size_t const end = std::min(begin + no_overflow, count);
        for (std::size_t i = begin; i < end; ++i)
            for (std::size_t v = 0; v < wide_vectors; ++v)
            {
                narrow_lanes line;
                std::memcpy(&line, tile + lines[i] * tile_width + v * sizeof line, sizeof line);
                part[v] += __builtin_convertvector(line, wide_lanes);
            }
        std::array<std::uint16_t, tile_width> lanes;
        std::memcpy(lanes.data(), part, sizeof lanes);
        for (std::size_t lane = 0; lane < tile_width; ++lane)
            sums[lane] += lanes[lane];
    }
}

AMPSTREAM_CLONES void sum_rounds(float const * block,
                                 std::uint16_t const * const * lines,
                                 std::size_t rounds,
                                 std::size_t draws,
                                 float * sums) noexcept
{
    constexpr std::size_t most = 8; // rounds side by side: additions of one round wait for each other
    std::size_t first = 0;
    for (; first + most <= rounds; first += most)
    {
        std::uint16_t const * const * const at = lines + first;
        float_lanes totals[most] = {};
        for (std::size_t i = 0; i < draws; ++i)
            for (std::size_t r = 0; r < most; ++r)
            {
                float_lanes line;
                std::memcpy(&line, block + at[r][i] * group_width, sizeof line);
                totals[r] += line;
            }
        std::memcpy(sums + first * group_width, totals, sizeof totals);
    }
    for (; first < rounds; ++first)
    {
        float_lanes total = {};
        for (std::size_t i = 0; i < draws; ++i)
        {
            float_lanes line;
            std::memcpy(&line, block + lines[first][i] * group_width, sizeof line);
            total += line;
        }
        std::memcpy(sums + first * group_width, &total, sizeof total);
    }
}

AMPSTREAM_CLONES void gather_groups(model_tables const & tables,
                                    word const * words,
                                    std::size_t word_total,
                                    gathered_group const * groups,
                                    std::size_t group_total) noexcept
{
    std::size_t const tiles = tables.tiles();
    for (std::size_t line = 0; line < word_total; ++line)
    {
        word const one = words[line];
        float_lanes const prior = float_lanes{} + tables.log_priors[one];
        float const * const values = tables.values.data() + tables.value_starts[one];
        group_block const * const blocks = tables.blocks.data() + one * tiles;
        for (std::size_t i = 0; i < group_total; ++i)
        {
            std::size_t const group = groups[i].group;
            group_block const & block = blocks[group / tile_width];
            std::uint64_t const bit = std::uint64_t{1} << (group % tile_width);
            // No branch: whether a group has a word is what a processor cannot guess. Sections end in padding.
            std::uint32_t const entry =
                tables.entries[block.first_entry + static_cast<unsigned>(std::popcount(block.groups & (bit - 1)))] &
                ((block.groups & bit) != 0 ? ~0U : 0U);
            float_lanes leaves;
            std::memcpy(&leaves, tables.log_leaves.data() + group * group_width, sizeof leaves);
            float_lanes present;
            std::memcpy(&present, values + (entry >> 8), sizeof present);
            placement const & of_members = placements[entry & 255U];
#if defined(__clang__) // has no shuffle by a variable
            float_lanes moved;
            for (std::size_t lane = 0; lane < group_width; ++lane)
                moved[lane] = present[of_members.from[lane]];
#else
            float_lanes const moved = __builtin_shuffle(present, of_members.from);
#endif
            float_lanes const lanes = of_members.has ? moved : prior - leaves;
            std::memcpy(groups[i].block + line * group_width, &lanes, sizeof lanes);
        }
    }
}

} // namespace ampstream::classify
