// SPDX-License-Identifier: BSD-3-Clause
// Counts of classification.
#include <ampstream/classify/stats.hpp>

#include <gmock/gmock.h>

#include <ampstream/classify/classifier.hpp>

namespace
{

using namespace ampstream::classify;

TEST(classify_stats, queries_are_the_sum_of_the_reasons)
{
    stats counts;
    count(counts, {.call = {.calls = {{"A", 1.0}, {"B", 0.5}}}}, 0.8);
    count(counts, {.call = {.calls = {{"A", 0.9}, {"B", 0.9}}, .is_reversed = true}, .is_tied = true}, 0.8);
    count(counts, {.why = reason::too_short}, 0.8);
    count(counts, {.why = reason::too_few_words}, 0.8);
    EXPECT_EQ(counts.queries, 4U);
    EXPECT_THAT(counts.by_reason, ::testing::ElementsAre(2, 1, 1));
    EXPECT_THAT(counts.named, ::testing::ElementsAre(2, 1));
    EXPECT_EQ(counts.reversed, 1U);
    EXPECT_EQ(counts.tied, 1U);
}

TEST(classify_stats, sums_do_not_depend_on_the_order_of_the_parts)
{
    stats a;
    stats b;
    count(a, {.call = {.calls = {{"A", 1.0}, {"B", 1.0}}}}, 0.8);
    count(b, {.why = reason::too_short}, 0.8);
    stats ab = a;
    ab += b;
    stats ba = b;
    ba += a;
    EXPECT_EQ(ab, ba);
    EXPECT_EQ(ab.queries, 2U);
}

} // namespace
