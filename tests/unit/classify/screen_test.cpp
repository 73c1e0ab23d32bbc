// SPDX-License-Identifier: BSD-3-Clause
// The kernels beside their definitions.
#include "classify/screen.hpp"

#include <limits>
#include <vector>

#include <gmock/gmock.h>

#include <ampstream/core/random.hpp>

#include "classify_testing.hpp"

namespace
{

using namespace ampstream::classify;

/// What a search found in all rounds.
struct found_rounds
{
    std::vector<lane_mask> lanes;
    std::vector<std::uint16_t> sums;
    lane_mask all{};
};

template <typename search_t>
found_rounds run(search_t search, std::vector<std::uint8_t> const & tile, drawn_rounds const & drawn)
{
    found_rounds found{.lanes = std::vector<lane_mask>(drawn.rounds),
                       .sums = std::vector<std::uint16_t>(drawn.rounds * tile_width)};
    found.all = search(tile.data(), drawn, contested_rounds{found.lanes.data(), found.sums.data()});
    return found;
}

TEST(find_contested, equals_its_scalar_definition)
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
        found_rounds const fast = run(find_contested, tile, all);
        found_rounds const plain = run(find_contested_scalar, tile, all);
        EXPECT_EQ(fast.all, plain.all) << seed;
        EXPECT_EQ(fast.lanes, plain.lanes) << seed;
        for (std::size_t at = 0; at < plain.sums.size(); ++at)
            ASSERT_TRUE(plain.lanes[at / tile_width] == 0 || fast.sums[at] == plain.sums[at]) << seed;
    }
}

TEST(find_contested, a_sum_equal_to_the_limit_is_within_up_to_the_widest)
{
    std::vector<std::uint8_t> const tile(tile_width, 255);
    std::vector<std::uint16_t> const lines(257, 0);
    std::uint16_t limit = 65535;
    EXPECT_EQ(run(find_contested, tile, {lines.data(), &limit, 1, lines.size()}).all, ~lane_mask{0});
    limit = 65534;
    EXPECT_EQ(run(find_contested, tile, {lines.data(), &limit, 1, lines.size()}).all, lane_mask{0});
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
    std::vector<float> block(50 * group_width);
    for (float & value : block)
        value = static_cast<float>(-draw.uniform() * 12);
    for (std::size_t const rounds : {1U, 7U, 8U, 19U})
    {
        std::size_t const draws = 40;
        std::vector<std::uint16_t> lines(rounds * draws);
        for (std::uint16_t & line : lines)
            line = static_cast<std::uint16_t>(draw.below(50));
        std::vector<std::uint16_t const *> starts;
        for (std::size_t round = 0; round < rounds; ++round)
            starts.push_back(lines.data() + round * draws);
        std::vector<float> sums(rounds * group_width);
        sum_rounds(block.data(), starts.data(), rounds, draws, sums.data());
        for (std::size_t round = 0; round < rounds; ++round)
            for (std::size_t lane = 0; lane < group_width; ++lane)
            {
                float sum = 0;
                for (std::size_t i = 0; i < draws; ++i)
                    sum += block[lines[round * draws + i] * group_width + lane];
                EXPECT_EQ(sums[round * group_width + lane], sum);
            }
    }
}

TEST(gather_groups, every_value_is_the_one_of_the_tables)
{
    model const made = ampstream::classify::testing::trained(ampstream::classify::testing::made_up_reference(70, 200));
    std::vector<word> words;
    append_words(ampstream::classify::testing::random_bases(5, 300), words);
    append_words(ampstream::classify::testing::made_up_reference(70, 200).sequence(9), words);
    std::vector<std::vector<float>> blocks(9, std::vector<float>(words.size() * group_width));
    std::vector<gathered_group> groups;
    for (std::uint32_t group = 0; group < 9; ++group)
        groups.push_back({group, blocks[group].data()});
    gather_groups(made.tables(), words.data(), words.size(), groups.data(), groups.size());
    for (std::uint32_t genus = 0; genus < 72; ++genus)
        for (std::size_t line = 0; line < words.size(); ++line)
        {
            float const found = blocks[genus / 8][line * group_width + genus % 8];
            ASSERT_EQ(found, genus < 70 ? made.tables().log_probability(words[line], genus)
                                        : -std::numeric_limits<float>::infinity());
        }
}

} // namespace
