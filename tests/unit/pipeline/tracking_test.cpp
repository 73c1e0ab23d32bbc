// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/pipeline/tracking.hpp>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

using namespace ampstream::pipeline;

TEST(check_sums, a_read_without_a_fate_is_a_bug_of_ours)
{
    std::vector<sample_tracking> samples{
        {"a", {{"pairs", 10}, {"lost_x", 3}, {"merged", 7}, {"lost_y", 2}, {"in_otus", 5}}}};
    EXPECT_NO_THROW(check_sums(samples));
    samples[0].counters[0].count = 11;
    EXPECT_THROW(check_sums(samples), ampstream::internal_error);
}

TEST(tracking_text, has_a_header_and_a_row_a_sample)
{
    EXPECT_EQ(tracking_text({{"a b", {{"pairs", 1}, {"in_otus", 0}}}, {"007", {{"pairs", 2}, {"in_otus", 1}}}}),
              "sample\tpairs\tin_otus\na b\t1\t0\n007\t2\t1\n");
    EXPECT_EQ(tracking_text({}), "");
}
