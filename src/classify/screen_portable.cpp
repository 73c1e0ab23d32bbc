// SPDX-License-Identifier: BSD-3-Clause
// The loops of classification in plain C++: for every processor, and what the others are tested against.
#include <algorithm>
#include <bit>
#include <cstring>

#include <ampstream/core/random.hpp>

#include "classify/model_tables.hpp"
#include "classify/screen_kernels.hpp"

namespace ampstream::classify
{

namespace
{

void add_rows_portable(row_request const & wanted) noexcept
{
    for (std::size_t line = 0; line < wanted.lines; ++line)
    {
        for (std::size_t group = 0; group < wanted.tiles * tile_width; ++group)
            wanted.sums[group] += wanted.rows[line][group];
        if (wanted.copies == nullptr)
            continue;
        for (std::size_t group = 0; group < wanted.tiles * tile_width; ++group)
            wanted.copies[(group / tile_width * wanted.lines + line) * tile_width + group % tile_width] =
                static_cast<std::uint8_t>(wanted.rows[line][group] >> tile_shift);
    }
}

lane_mask find_contested_portable(std::uint8_t const * tile,
                                  drawn_rounds const & drawn,
                                  std::uint32_t const * listed,
                                  std::size_t count,
                                  lane_mask * lanes) noexcept
{
    lane_mask all = 0;
    for (std::size_t i = 0; i < count; ++i)
    {
        std::uint32_t sums[tile_width] = {};
        for (std::size_t draw = 0; draw < drawn.draws; ++draw)
        {
            std::uint8_t const * const line = tile + drawn.lines[listed[i] * drawn.draws + draw] * tile_width;
            for (std::size_t lane = 0; lane < tile_width; ++lane)
                sums[lane] += line[lane];
        }
        for (std::size_t lane = 0; lane < tile_width; ++lane)
            if (sums[lane] > drawn.limits[listed[i]])
                lanes[i] &= ~(lane_mask{1} << lane);
        all |= lanes[i];
    }
    return all;
}

unsigned cost_of_code(unsigned code, std::uint8_t const * levels, unsigned absent, unsigned leaf_cost) noexcept
{
    return code == 0 ? std::min(absent + leaf_cost, 255U) : levels[code];
}

void fill_tile_portable(tile_request const & wanted) noexcept
{
    for (std::size_t line = 0; line < wanted.lines; ++line)
        for (std::size_t lane = 0; lane < tile_width; ++lane)
        {
            std::size_t const genus = lane % group_width;
            unsigned const code =
                wanted.rows[line][wanted.offsets[lane / group_width] + genus / 2] >> (genus % 2 * 4) & 15U;
            unsigned const cost = cost_of_code(code, wanted.levels, wanted.absent[line], wanted.leaf_costs[lane]);
            wanted.tile[line * tile_width + lane] = static_cast<std::uint8_t>(cost >> genus_shift);
        }
}

void fill_strip_portable(strip_request const & wanted) noexcept
{
    for (std::size_t line = 0; line < wanted.lines; ++line)
        for (std::size_t genus = 0; genus < group_width; ++genus)
        {
            unsigned const code = wanted.rows[line][wanted.offset + genus / 2] >> (genus % 2 * 4) & 15U;
            wanted.strip[line * group_width + genus] = static_cast<std::uint8_t>(
                cost_of_code(code, wanted.levels, wanted.absent[line], wanted.leaf_costs[genus]));
        }
}

void sum_strip_portable(std::uint8_t const * strip,
                        std::uint16_t const * lines,
                        std::size_t count,
                        std::uint32_t * sums) noexcept
{
    std::fill_n(sums, group_width, 0U);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t genus = 0; genus < group_width; ++genus)
            sums[genus] += strip[lines[i] * group_width + genus];
}

std::size_t find_rounds_portable(std::uint8_t const * strip,
                                 drawn_rounds const & drawn,
                                 std::uint32_t const * listed,
                                 std::size_t count,
                                 strip_round * found) noexcept
{
    std::size_t made = 0;
    for (std::size_t i = 0; i < count; ++i)
    {
        strip_round & one = found[made];
        one.round = listed[i];
        one.genera = 0;
        sum_strip_portable(strip, drawn.lines + listed[i] * drawn.draws, drawn.draws, one.costs);
        for (std::size_t genus = 0; genus < group_width; ++genus)
            one.genera |= static_cast<std::uint32_t>(one.costs[genus] <= drawn.limits[listed[i]]) << genus;
        made += one.genera != 0 ? 1 : 0;
    }
    return made;
}

/// Genera that have a word among the first `count` of some codes.
std::uint32_t genera_with_word(std::uint8_t const * codes, std::size_t count) noexcept
{
    std::uint32_t found = 0;
    for (std::size_t i = 0; i < count; ++i)
        found += (codes[i / 2] >> (i % 2 * 4) & 15U) != 0 ? 1U : 0U;
    return found;
}

void find_values_portable(value_request const & wanted) noexcept
{
    for (std::size_t line = 0; line < wanted.lines; ++line)
    {
        std::uint8_t const * const row = wanted.rows[line];
        std::uint8_t const * const codes = row + wanted.codes_at;
        wanted.counts[line] = 0;
        wanted.values[line] = wanted.log_priors[line] - wanted.log_leaves;
        if ((codes[wanted.place / 2] >> (wanted.place % 2 * 4) & 15U) == 0)
            continue;
        std::uint32_t first = 0;
        std::memcpy(&first, row + wanted.first_at, sizeof first);
        wanted.counts[line] = row[wanted.counts_at + first + genera_with_word(codes, wanted.place)];
        wanted.values[line] =
            log_of((static_cast<float>(wanted.counts[line]) + wanted.priors[line]) / (wanted.leaves + 1.0F));
    }
}

bool draw_below_portable(std::uint64_t state, std::uint32_t bound, std::uint16_t * lines, std::size_t count) noexcept
{
    __extension__ using wide = unsigned __int128;
    for (std::size_t i = 0; i < count; ++i)
    {
        state += random_stream::step;
        wide const product = static_cast<wide>(mix64(state)) * bound;
        if (static_cast<std::uint64_t>(product) < bound)
            return false;
        lines[i] = static_cast<std::uint16_t>(product >> 64);
    }
    return true;
}

} // namespace

screen_kernels portable_kernels() noexcept
{
    return {.add_rows = add_rows_portable,
            .find_contested = find_contested_portable,
            .fill_tile = fill_tile_portable,
            .fill_strip = fill_strip_portable,
            .find_rounds = find_rounds_portable,
            .sum_strip = sum_strip_portable,
            .find_values = find_values_portable,
            .draw_below = draw_below_portable};
}

} // namespace ampstream::classify
