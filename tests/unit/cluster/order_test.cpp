// SPDX-License-Identifier: BSD-3-Clause
// Orders of sequences are total.
#include <ampstream/cluster/order.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::cluster
{

namespace
{

using testing::ElementsAre;

unique_set example()
{
    unique_set uniques;
    uniques.push_back("s1;size=5", "ACGT", 5);
    uniques.push_back("s10;size=5", "ACGTACGT", 5);
    uniques.push_back("z", "ACGTACGTA", 1);
    uniques.push_back("same", "AC", 9);
    uniques.push_back("same", "ACGT", 9);
    return uniques;
}

TEST(order_by_abundance, is_abundance_then_label_bytes_then_place)
{
    EXPECT_THAT(order_by_abundance(example()), ElementsAre(3, 4, 1, 0, 2)) << "0 comes before ; in the labels";
}

TEST(order_by_length, is_length_then_abundance_then_label_bytes_then_place)
{
    EXPECT_THAT(order_by_length(example()), ElementsAre(2, 1, 4, 0, 3));
}

TEST(reordered, keeps_what_belongs_to_a_sequence_together)
{
    unique_set const uniques = example();
    unique_set const other = reordered(uniques, {4, 2});
    ASSERT_EQ(other.size(), 2U);
    EXPECT_EQ(other.label(1), "z");
    EXPECT_EQ(other.sequence(1), "ACGTACGTA");
    EXPECT_EQ(other.abundance(0), 9U);
}

} // namespace

} // namespace ampstream::cluster
