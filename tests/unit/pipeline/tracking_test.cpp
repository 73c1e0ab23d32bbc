// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/pipeline/tracking.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "pipeline_testing.hpp"

namespace ampstream::pipeline
{

using ampstream::testing::tracking_of;
using ::testing::ElementsAre;

TEST(read_tracking, a_column_that_begins_late_is_0_in_the_samples_before)
{
    read_tracking tracking;
    tracking.add_sample("a");
    tracking.set(0, "pairs", 2);
    tracking.add_sample("b");
    tracking.set(1, "in_otus", 3);
    EXPECT_EQ(tracking.count(1, "pairs"), 0U);
    EXPECT_EQ(tracking.count(0, "in_otus"), 0U);
    EXPECT_EQ(tracking.sum("in_otus"), 3U);
    EXPECT_EQ(tracking.count(0, "absent"), 0U);
    EXPECT_EQ(tracking.sum("absent"), 0U);
}

TEST(check_sums, a_read_without_a_fate_is_a_bug_of_ours)
{
    read_tracking tracking =
        tracking_of({{"a", {{"pairs", 10}, {"lost_x", 3}, {"merged", 7}, {"lost_y", 2}, {"in_otus", 5}}}});
    EXPECT_NO_THROW(check_sums(tracking));
    tracking.set(0, "pairs", 11);
    EXPECT_THROW(check_sums(tracking), internal_error);
}

TEST(tracking_text, has_a_header_and_a_row_a_sample)
{
    EXPECT_EQ(
        tracking_text(tracking_of({{"a b", {{"pairs", 1}, {"in_otus", 0}}}, {"007", {{"pairs", 2}, {"in_otus", 1}}}})),
        "sample\tpairs\tin_otus\na b\t1\t0\n007\t2\t1\n");
    EXPECT_EQ(tracking_text({}), "");
}

TEST(total_losses, sums_over_samples_largest_first_without_those_that_took_nothing)
{
    std::vector<counter> const losses = total_losses(tracking_of(
        {{"a", {{"lost_chimera", 3}, {"merged", 8}, {"lost_merge_too_few_kmers", 2}, {"lost_rare_unique", 0}}},
         {"b", {{"lost_chimera", 0}, {"merged", 0}, {"lost_merge_too_few_kmers", 4}, {"lost_rare_unique", 0}}}}));
    ASSERT_EQ(losses.size(), 2U);
    EXPECT_EQ(losses[0].name, "merge too few kmers");
    EXPECT_EQ(losses[0].count, 6U);
    EXPECT_EQ(losses[1].name, "chimera");
    EXPECT_EQ(losses[1].count, 3U);
}

} // namespace ampstream::pipeline
