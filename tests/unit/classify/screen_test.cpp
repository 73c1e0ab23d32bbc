// SPDX-License-Identifier: BSD-3-Clause
// The loops for AVX2 beside their definitions in plain C++.
#include "classify/screen.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include <gmock/gmock.h>

#include <ampstream/core/random.hpp>
#include <ampstream/simd/target.hpp>

#include "classify/genus_values.hpp"
#include "classify/screen_kernels.hpp"
#include "classify_testing.hpp"

namespace
{

using namespace ampstream::classify;
using ampstream::random_stream;

/// Rounds of draws among `lines` lines, with limits that some sums meet.
struct made_up_rounds
{
    made_up_rounds(random_stream & draw, std::size_t lines, std::size_t count, std::size_t draws, std::size_t mean)
        : lines_(count * draws), limits_(count), draws_{draws}
    {
        for (std::uint16_t & line : lines_)
            line = static_cast<std::uint16_t>(draw.below(lines));
        for (std::uint32_t & limit : limits_)
            limit = static_cast<std::uint32_t>(draw.below(2 * draws * mean + 1));
    }
    [[nodiscard]] drawn_rounds view() const { return {lines_.data(), limits_.data(), draws_}; }

    std::vector<std::uint16_t> lines_;
    std::vector<std::uint32_t> limits_;
    std::size_t draws_;
};

class kernels : public ::testing::Test
{
protected:
    void SetUp() override
    {
        if (ampstream::simd::available_targets().back() < ampstream::simd::target::avx2)
            GTEST_SKIP() << "this processor has no AVX2";
    }

    std::vector<std::uint8_t> bytes(std::size_t count, std::size_t bound)
    {
        std::vector<std::uint8_t> made(count);
        for (std::uint8_t & one : made)
            one = static_cast<std::uint8_t>(draw_.below(bound));
        return made;
    }

    screen_kernels const plain_ = portable_kernels();
    screen_kernels const fast_ = avx2_kernels();
    random_stream draw_{1, "screen test", 0};
};

TEST_F(kernels, rows_are_added_and_copied_alike)
{
    for (std::size_t const lines : {1U, 15U, 16U, 33U, 700U})
        for (std::size_t const tiles : {1U, 3U})
        {
            std::vector<std::uint8_t> const store = bytes(lines * tiles * tile_width, 256);
            std::vector<std::uint8_t const *> rows;
            for (std::size_t line = 0; line < lines; ++line)
                rows.push_back(store.data() + line * tiles * tile_width);
            std::array<std::vector<std::uint8_t>, 2> copies;
            std::array<std::vector<std::uint32_t>, 2> sums;
            for (std::size_t i = 0; i < 2; ++i)
            {
                copies[i].resize(store.size());
                sums[i].assign(tiles * tile_width, 7);
                row_request wanted{rows.data(), lines, tiles, copies[i].data(), sums[i].data()};
                (i == 0 ? plain_ : fast_).add_rows(wanted);
                wanted.copies = nullptr;
                (i == 0 ? plain_ : fast_).add_rows(wanted);
            }
            EXPECT_EQ(copies[0], copies[1]);
            EXPECT_EQ(sums[0], sums[1]);
        }
}

TEST_F(kernels, no_lane_that_can_win_a_round_is_missed_and_where_costs_are_low_none_is_found_in_vain)
{
    for (std::size_t trial = 0; trial < 300; ++trial)
    {
        std::size_t const bound = std::array{3U, 20U, 60U, 256U}[trial % 4];
        std::size_t const lines = 1 + draw_.below(200);
        std::vector<std::uint8_t> const tile = bytes(lines * tile_width, bound);
        made_up_rounds const made{draw_, lines, 30, 1 + draw_.below(most_draws), bound / 2};
        drawn_rounds const drawn = made.view();
        std::vector<std::uint32_t> listed;
        for (std::uint32_t round = 0; round < 30; round += 1 + static_cast<std::uint32_t>(draw_.below(3)))
            listed.push_back(round);
        std::vector<lane_mask> open(listed.size());
        for (lane_mask & lanes : open)
            lanes = trial % 3 == 0 ? ~lane_mask{0} : draw_.bits() >> (trial % 3 == 1 ? 0 : 32);
        std::vector<lane_mask> plain = open;
        std::vector<lane_mask> fast = open;
        lane_mask all = 0;
        plain_.find_contested(tile.data(), drawn, listed.data(), listed.size(), plain.data());
        lane_mask const found = fast_.find_contested(tile.data(), drawn, listed.data(), listed.size(), fast.data());
        for (std::size_t i = 0; i < listed.size(); ++i)
        {
            EXPECT_EQ(plain[i] & ~fast[i], 0U) << trial;
            EXPECT_EQ(fast[i] & ~open[i], 0U);
            if (bound == 3 && drawn.draws < 100)
            {
                EXPECT_EQ(plain[i], fast[i]) << trial;
            }
            all |= fast[i];
        }
        EXPECT_EQ(found, all);
    }
}

TEST_F(kernels, a_sum_equal_to_the_limit_is_within_up_to_the_widest)
{
    std::vector<std::uint16_t> const lines(most_draws, 0);
    for (std::size_t const draws : {std::size_t{1}, std::size_t{50}, std::size_t{255}, most_draws})
        for (std::size_t const cost : {1U, 5U, 255U})
        {
            std::vector<std::uint8_t> const tile(tile_width, static_cast<std::uint8_t>(cost));
            std::uint32_t const round = 0;
            auto limit = static_cast<std::uint32_t>(draws * cost);
            lane_mask found = ~lane_mask{0};
            fast_.find_contested(tile.data(), {lines.data(), &limit, draws}, &round, 1, &found);
            EXPECT_EQ(found, ~lane_mask{0}) << draws << " times " << cost;
            --limit;
            found = cost == 255 ? 0 : ~lane_mask{0}; // a sum of bytes at their highest may be of more
            fast_.find_contested(tile.data(), {lines.data(), &limit, draws}, &round, 1, &found);
            EXPECT_EQ(found, 0U) << draws << " times " << cost;
        }
}

TEST_F(kernels, tiles_of_genera_have_the_costs_of_strips)
{
    for (std::size_t trial = 0; trial < 50; ++trial)
    {
        std::size_t const lines = 1 + draw_.below(60);
        std::vector<std::uint8_t> const codes = bytes(lines * 128, trial % 2 == 0 ? 256 : 17);
        std::vector<std::uint8_t> const absent = bytes(lines, 256);
        std::vector<std::uint8_t> const levels = bytes(level_count, 256);
        std::vector<std::uint8_t const *> rows;
        for (std::size_t line = 0; line < lines; ++line)
            rows.push_back(codes.data() + line * 128);
        std::array<std::vector<std::uint8_t>, 2> tiles{std::vector<std::uint8_t>(lines * tile_width),
                                                       std::vector<std::uint8_t>(lines * tile_width)};
        tile_request wanted{
            .rows = rows.data(), .absent = absent.data(), .lines = lines, .levels = levels.data(), .tile = nullptr};
        std::ranges::copy(bytes(tile_width, 100), wanted.leaf_costs);
        for (std::size_t & offset : wanted.offsets)
            offset = 4 * draw_.below(32);
        for (std::size_t i = 0; i < 2; ++i)
        {
            wanted.tile = tiles[i].data();
            (i == 0 ? plain_ : fast_).fill_tile(wanted);
        }
        ASSERT_EQ(tiles[0], tiles[1]) << trial;
        std::vector<std::uint8_t> strip((lines + 3) * group_width);
        for (std::size_t group = 0; group < 8; ++group)
        {
            plain_.fill_strip({rows.data(), absent.data(), lines, wanted.offsets[group], levels.data(),
                               wanted.leaf_costs + group * group_width, strip.data()});
            for (std::size_t line = 0; line < lines; ++line)
                for (std::size_t genus = 0; genus < group_width; ++genus)
                    ASSERT_EQ(tiles[0][line * tile_width + group * group_width + genus],
                              strip[line * group_width + genus] >> genus_shift);
        }
    }
}

TEST_F(kernels, strips_are_filled_and_added_up_alike)
{
    for (std::size_t trial = 0; trial < 100; ++trial)
    {
        std::size_t const lines = 1 + draw_.below(60);
        std::vector<std::uint8_t> const codes = bytes(lines * 64, trial % 2 == 0 ? 256 : 17);
        std::vector<std::uint8_t> const absent = bytes(lines, 256);
        std::vector<std::uint8_t> const leaves = bytes(group_width, 100);
        std::vector<std::uint8_t> levels = bytes(level_count, 256);
        std::vector<std::uint8_t const *> rows;
        for (std::size_t line = 0; line < lines; ++line)
            rows.push_back(codes.data() + line * 64);
        made_up_rounds const made{draw_, lines, 20, 1 + draw_.below(most_draws), 40};
        std::vector<std::uint32_t> const listed{0, 3, 4, 19};
        std::array<std::vector<std::uint8_t>, 2> strips;
        std::array<std::vector<strip_round>, 2> found;
        std::array<std::array<std::uint32_t, group_width>, 2> sums{};
        for (std::size_t i = 0; i < 2; ++i)
        {
            screen_kernels const & loops = i == 0 ? plain_ : fast_;
            strips[i].resize((lines + 3) * group_width);
            loops.fill_strip({rows.data(), absent.data(), lines, 12, levels.data(), leaves.data(), strips[i].data()});
            strips[i].resize(lines * group_width);
            found[i].resize(listed.size());
            found[i].resize(
                loops.find_rounds(strips[i].data(), made.view(), listed.data(), listed.size(), found[i].data()));
            loops.sum_strip(strips[i].data(), made.lines_.data(), made.lines_.size(), sums[i].data());
        }
        ASSERT_EQ(strips[0], strips[1]) << trial;
        EXPECT_EQ(sums[0], sums[1]);
        ASSERT_EQ(found[0].size(), found[1].size());
        for (std::size_t i = 0; i < found[0].size(); ++i)
        {
            EXPECT_EQ(found[0][i].round, found[1][i].round);
            EXPECT_EQ(found[0][i].genera, found[1][i].genera);
            EXPECT_TRUE(std::ranges::equal(found[0][i].costs, found[1][i].costs));
        }
    }
}

TEST_F(kernels, draws_are_those_of_the_stream)
{
    for (std::uint32_t const bound : {1U, 2U, 42U, 397U, 4096U, 65536U})
        for (std::size_t const count : {1U, 5U, 16U, 17U, 5000U})
        {
            random_stream stream{count, "draws", bound};
            std::vector<std::uint16_t> plain(count);
            std::vector<std::uint16_t> fast(count);
            EXPECT_TRUE(plain_.draw_below(stream.state(), bound, plain.data(), count));
            EXPECT_TRUE(fast_.draw_below(stream.state(), bound, fast.data(), count));
            EXPECT_EQ(plain, fast);
            for (std::uint16_t const one : fast)
                ASSERT_EQ(one, stream.below(bound));
        }
}

/// Values of every genus of a model for some words, by either set of loops.
TEST_F(kernels, values_are_those_of_the_tables)
{
    model const made = ampstream::classify::testing::trained(ampstream::classify::testing::made_up_reference(150, 200));
    model_tables const & tables = made.tables();
    std::vector<word> words;
    append_words(ampstream::classify::testing::random_bases(5, 300), words);
    for (std::size_t gene = 0; gene < 300; gene += 31)
        append_words(ampstream::classify::testing::made_up_reference(150, 200).sequence(gene), words);
    std::vector<std::uint8_t const *> rows;
    std::vector<float> priors(words.size() + 8);
    std::vector<float> log_priors(words.size() + 8);
    for (std::size_t line = 0; line < words.size(); ++line)
    {
        rows.push_back(tables.row(words[line]));
        priors[line] = tables.facts[words[line]].prior;
        log_priors[line] = tables.facts[words[line]].log_prior;
    }
    for (std::uint32_t genus = 0; genus < tables.genera; ++genus)
        for (screen_kernels const & loops : {plain_, fast_})
        {
            std::vector<std::uint8_t> counts(words.size() + 8);
            std::vector<float> values(words.size() + 8);
            row_shape const & shape = tables.shape;
            loops.find_values({rows.data(), priors.data(), log_priors.data(), words.size(),
                               shape.codes_at() + genus / block_width * block_width / 2,
                               shape.firsts_at() + genus / block_width * 4, shape.counts_at(), genus % block_width,
                               static_cast<float>(tables.leaves[genus]), tables.log_leaves[genus], counts.data(),
                               values.data()});
            for (std::size_t line = 0; line < words.size(); ++line)
            {
                ASSERT_EQ(counts[line], tables.count_in(rows[line], words[line], genus));
                ASSERT_EQ(values[line], tables.log_probability(words[line], genus));
            }
        }
}

/// All quotients of small counts and priors of every size: a million logarithms.
TEST_F(kernels, logarithms_are_rounded_as_the_library_rounds_them)
{
    row_shape const shape{1};
    std::vector<std::uint8_t> row(shape.counts_at() + 64);
    row[shape.codes_at()] = 1;
    for (std::size_t trial = 0; trial < 1000; ++trial)
    {
        std::size_t const lines = 1000;
        row[shape.counts_at()] = static_cast<std::uint8_t>(1 + draw_.below(254));
        auto const leaves = static_cast<float>(row[shape.counts_at()] + draw_.below(trial % 2 == 0 ? 3 : 100000));
        std::vector<std::uint8_t const *> const rows(lines, row.data());
        std::vector<float> priors(lines + 8);
        for (float & prior : priors)
            prior = static_cast<float>(std::exp(-14 * draw_.uniform()));
        std::vector<std::uint8_t> counts(lines + 8);
        std::vector<float> values(lines + 8);
        fast_.find_values({rows.data(), priors.data(), priors.data(), lines, shape.codes_at(), shape.firsts_at(),
                           shape.counts_at(), 0, leaves, 1.0F, counts.data(), values.data()});
        for (std::size_t line = 0; line < lines; ++line)
            ASSERT_EQ(values[line],
                      log_of((static_cast<float>(row[shape.counts_at()]) + priors[line]) / (leaves + 1.0F)));
    }
}

TEST(sum_values, adds_floats_in_the_order_of_the_lines)
{
    random_stream draw{1, "screen test", 1};
    std::vector<float> values(50);
    for (float & value : values)
        value = static_cast<float>(-draw.uniform() * 12);
    for (std::size_t const rounds : {1U, 7U, 8U, 19U})
    {
        std::size_t const draws = 40;
        made_up_rounds const made{draw, values.size(), rounds, draws, 1};
        std::vector<std::uint16_t const *> starts;
        for (std::size_t round = 0; round < rounds; ++round)
            starts.push_back(made.lines_.data() + round * draws);
        std::vector<float> sums(rounds);
        sum_values(values.data(), starts.data(), rounds, draws, sums.data());
        for (std::size_t round = 0; round < rounds; ++round)
        {
            float sum = 0;
            for (std::size_t i = 0; i < draws; ++i)
                sum += values[starts[round][i]];
            EXPECT_EQ(sums[round], sum);
        }
    }
}

} // namespace
