// SPDX-License-Identifier: BSD-3-Clause
// Rules of counting: a row is the sum of its cluster's members.
#include <ampstream/table/build_table.hpp>

#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::table
{

namespace
{

using testing::ElementsAre;
using testing::IsEmpty;

unique_set uniques()
{
    unique_set set;
    set.push_back("a", "AA", 5, std::vector<sample_count>{{0, 2}, {2, 3}});
    set.push_back("b", "CC", 4, std::vector<sample_count>{{1, 4}});
    set.push_back("c", "GG", 3, std::vector<sample_count>{{0, 1}, {1, 1}, {2, 1}});
    set.push_back("d", "TT", 1, std::vector<sample_count>{{2, 1}});
    return set;
}

clustering const clusters{.centroids = {0, 1, 3}, .cluster_of = {0, 1, 0, 2}};

} // namespace

TEST(build_table, a_row_sums_the_samples_of_its_members)
{
    std::vector<std::uint32_t> const kept{0, 1, 2};
    feature_table const table = build_table(uniques(), clusters, kept, {"a", "b", "d"}, {"X", "Y", "Z"});
    EXPECT_THAT(table.features, ElementsAre("a", "b", "d"));
    EXPECT_THAT(table.counts[0], ElementsAre(sample_count{0, 3}, sample_count{1, 1}, sample_count{2, 4}));
    EXPECT_THAT(table.counts[1], ElementsAre(sample_count{1, 4}));
    EXPECT_THAT(table.counts[2], ElementsAre(sample_count{2, 1}));
}

TEST(build_table, rows_are_the_kept_clusters_in_the_order_asked_for)
{
    std::vector<std::uint32_t> const kept{2, 0};
    feature_table const table = build_table(uniques(), clusters, kept, {"OTU_1", "OTU_2"}, {"X", "Y", "Z"});
    EXPECT_THAT(table.features, ElementsAre("OTU_1", "OTU_2"));
    ASSERT_EQ(table.counts.size(), 2U);
    EXPECT_THAT(table.counts[0], ElementsAre(sample_count{2, 1}));
    EXPECT_THAT(table.counts[1], ElementsAre(sample_count{0, 3}, sample_count{1, 1}, sample_count{2, 4}));
}

TEST(build_table, a_sample_without_reads_stays_a_column)
{
    std::vector<std::uint32_t> const kept{1};
    feature_table const table = build_table(uniques(), clusters, kept, {"b"}, {"X", "Y", "Z", "empty"});
    EXPECT_THAT(table.samples, ElementsAre("X", "Y", "Z", "empty"));
    EXPECT_THAT(sample_totals(table), ElementsAre(0, 4, 0, 0));
}

TEST(build_table, no_cluster_gives_no_row)
{
    feature_table const table = build_table({}, {}, {}, {}, {"X"});
    EXPECT_THAT(table.counts, IsEmpty());
    EXPECT_THAT(sample_totals(table), ElementsAre(0));
}

TEST(sample_totals, sum_all_rows)
{
    std::vector<std::uint32_t> const kept{0, 1, 2};
    EXPECT_THAT(sample_totals(build_table(uniques(), clusters, kept, {"a", "b", "d"}, {"X", "Y", "Z"})),
                ElementsAre(3, 5, 5));
}

} // namespace ampstream::table
