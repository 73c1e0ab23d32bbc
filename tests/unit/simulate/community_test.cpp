// SPDX-License-Identifier: BSD-3-Clause
// Distributions of abundances, effects and depths.
#include <ampstream/simulate/community.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace ampstream::simulate
{

TEST(weighted_choice, indices_come_with_their_weights_and_never_with_weight_0)
{
    weighted_choice const choice{{0.0, 1.0, 0.0, 3.0, 0.0}};
    random_stream stream{1, "test", 0};
    std::vector<int> counts(5);
    for (int i = 0; i < 40000; ++i)
        ++counts[choice(stream)];
    EXPECT_EQ(counts[0] + counts[2] + counts[4], 0);
    EXPECT_NEAR(counts[1], 10000, 450); // 5 standard deviations
    EXPECT_DOUBLE_EQ(choice.share(3), 0.75);
}

TEST(draw_design, abundances_are_log_normal)
{
    options chosen;
    chosen.abundance_spread = 1.5;
    auto const design = draw_design(chosen, 20000);
    double sum = 0.0;
    double squares = 0.0;
    for (double const abundance : design.abundance)
    {
        sum += std::log(abundance);
        squares += std::log(abundance) * std::log(abundance);
    }
    EXPECT_NEAR(sum / 20000, 0.0, 0.05);
    EXPECT_NEAR(std::sqrt(squares / 20000), 1.5, 0.04);
}

TEST(draw_design, the_stated_share_differs_by_the_stated_fold_in_one_group)
{
    options chosen;
    chosen.groups = 3;
    chosen.effect = 5.0;
    chosen.differing = 0.3;
    auto const design = draw_design(chosen, 10000);
    int differing = 0;
    int raised = 0;
    for (std::size_t i = 0; i < 10000; ++i)
    {
        int groups = 0;
        for (auto const & fold : design.fold_change)
        {
            EXPECT_TRUE(fold[i] == 1.0 || fold[i] == 5.0 || fold[i] == 0.2);
            groups += fold[i] != 1.0;
            raised += fold[i] == 5.0;
        }
        EXPECT_LE(groups, 1);
        differing += groups;
    }
    EXPECT_NEAR(differing, 3000, 250);
    EXPECT_NEAR(raised, differing / 2.0, 150);
}

TEST(draw_sample, the_group_effect_is_in_the_samples)
{
    options chosen;
    chosen.samples = 200;
    chosen.groups = 2;
    chosen.absence = 0.0;
    chosen.effect = 8.0;
    chosen.differing = 1.0;
    auto const design = draw_design(chosen, 20);
    for (std::size_t taxon = 0; taxon < 20; ++taxon)
    {
        double difference = 0.0;
        for (std::size_t sample = 0; sample < 200; ++sample)
        {
            auto const weights = draw_sample(design, chosen, group_of(sample, chosen), sample);
            difference += (group_of(sample, chosen) == 1 ? 1.0 : -1.0) * std::log(weights[taxon]) / 100.0;
        }
        double const designed = std::log(design.fold_change[1][taxon] / design.fold_change[0][taxon]);
        EXPECT_NEAR(difference, designed, 0.4); // standard error 0.07
        EXPECT_NEAR(std::abs(designed), std::log(8.0), 1e-12);
    }
}

TEST(draw_sample, absent_templates_have_weight_0_but_no_sample_is_empty)
{
    options chosen;
    chosen.absence = 0.25;
    auto const design = draw_design(chosen, 4000);
    auto const weights = draw_sample(design, chosen, 0, 3);
    EXPECT_NEAR(static_cast<double>(std::ranges::count(weights, 0.0)), 1000, 150);
    chosen.absence = 1.0;
    auto const lonely = draw_sample(design, chosen, 0, 3);
    EXPECT_EQ(std::ranges::count(lonely, 0.0), 3999);
}

TEST(draw_depth, the_mean_is_as_asked_and_no_spread_means_no_spread)
{
    options chosen;
    chosen.pairs = 10000;
    double sum = 0.0;
    for (std::size_t sample = 0; sample < 4000; ++sample)
        sum += static_cast<double>(draw_depth(chosen, sample));
    EXPECT_NEAR(sum / 4000, 10000, 160);
    chosen.depth_spread = 0.0;
    EXPECT_EQ(draw_depth(chosen, 7), 10000U);
}

TEST(group_of, samples_are_dealt_in_blocks)
{
    options chosen;
    chosen.samples = 7;
    chosen.groups = 3;
    std::vector<std::size_t> groups;
    for (std::size_t i = 0; i < 7; ++i)
        groups.push_back(group_of(i, chosen));
    EXPECT_EQ(groups, (std::vector<std::size_t>{0, 0, 0, 1, 1, 2, 2}));
}

} // namespace ampstream::simulate
