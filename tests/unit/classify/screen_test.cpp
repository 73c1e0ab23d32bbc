// SPDX-License-Identifier: BSD-3-Clause
// The kernels beside their definitions.
#include "classify/screen.hpp"

#include <limits>
#include <vector>

#include <gmock/gmock.h>

#include <ampstream/core/random.hpp>

namespace
{

using namespace ampstream::classify;

TEST(lanes_within, equals_its_scalar_definition)
{
    for (std::uint64_t seed = 0; seed < 60; ++seed)
    {
        ampstream::random_stream draw{seed, "screen test", 0};
        std::size_t const lines = 1 + draw.below(200);
        std::size_t const rounds = 1 + draw.below(30);
        std::size_t const draws = 1 + draw.below(250);
        std::vector<std::uint8_t> tile(lines * tile_width);
        for (std::uint8_t & cell : tile)
            cell = static_cast<std::uint8_t>(seed % 3 == 0 ? draw.below(256) : draw.below(20));
        std::vector<std::uint16_t> drawn(rounds * draws);
        for (std::uint16_t & line : drawn)
            line = static_cast<std::uint16_t>(draw.below(lines));
        std::vector<std::uint16_t> limits(rounds);
        for (std::uint16_t & limit : limits)
            limit = static_cast<std::uint16_t>(draw.below(draws * (seed % 3 == 0 ? 128U : 10U)));
        drawn_rounds const all{drawn.data(), limits.data(), rounds, draws};
        EXPECT_EQ(lanes_within(tile.data(), all), lanes_within_scalar(tile.data(), all)) << seed;
    }
}

TEST(lanes_within, a_sum_equal_to_the_limit_is_within_up_to_the_widest)
{
    std::vector<std::uint8_t> const tile(tile_width, 255);
    std::vector<std::uint16_t> const lines(257, 0);
    std::uint16_t limit = 65535;
    EXPECT_EQ(lanes_within(tile.data(), {lines.data(), &limit, 1, lines.size()}), ~lane_mask{0});
    limit = 65534;
    EXPECT_EQ(lanes_within(tile.data(), {lines.data(), &limit, 1, lines.size()}), lane_mask{0});
}

TEST(fill_line, saturates)
{
    std::vector<std::uint8_t> surplus(tile_width);
    for (std::size_t lane = 0; lane < tile_width; ++lane)
        surplus[lane] = static_cast<std::uint8_t>(lane * 4);
    std::vector<std::uint8_t> line(tile_width);
    fill_line(line.data(), 100, surplus.data());
    for (std::size_t lane = 0; lane < tile_width; ++lane)
        EXPECT_EQ(line[lane], std::min<std::size_t>(255, 100 + lane * 4));
}

TEST(add_lines, sums_beyond_sixteen_bits)
{
    std::vector<std::uint8_t> const tile(tile_width, 255);
    std::vector<std::uint16_t> const lines(1000, 0);
    std::vector<std::uint32_t> sums(tile_width, 5);
    add_lines(tile.data(), lines.data(), lines.size(), sums.data());
    EXPECT_THAT(sums, ::testing::Each(5U + 255U * 1000U));
}

TEST(sum_rounds, adds_floats_in_the_order_of_the_lines)
{
    ampstream::random_stream draw{1, "screen test", 1};
    std::vector<float> block(50 * block_width);
    for (float & value : block)
        value = static_cast<float>(-draw.uniform() * 12);
    for (std::size_t const rounds : {1U, 3U, 4U, 9U})
    {
        std::size_t const draws = 40;
        std::vector<std::uint16_t> lines(rounds * draws);
        for (std::uint16_t & line : lines)
            line = static_cast<std::uint16_t>(draw.below(50));
        std::vector<float> sums(rounds * block_width);
        sum_rounds(block.data(), lines.data(), rounds, draws, sums.data());
        for (std::size_t round = 0; round < rounds; ++round)
            for (std::size_t lane = 0; lane < block_width; ++lane)
            {
                float sum = 0;
                for (std::size_t i = 0; i < draws; ++i)
                    sum += block[lines[round * draws + i] * block_width + lane];
                EXPECT_EQ(sums[round * block_width + lane], sum);
            }
    }
}

} // namespace
