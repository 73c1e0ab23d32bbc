// SPDX-License-Identifier: BSD-3-Clause
// Members on their centroid, and what most of them say.
#include <ampstream/cluster/star_alignment.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::cluster
{

namespace
{

using align::column;
using testing::ElementsAre;

/// A cluster: the centroid, then members with their paths.
struct example
{
    unique_set uniques{};
    result clustered{};
    std::vector<std::uint32_t> members{};

    void add(std::string_view sequence, std::uint64_t abundance, std::vector<align::run> path, bool is_reversed = false)
    {
        members.push_back(static_cast<std::uint32_t>(uniques.size()));
        uniques.push_back("u", sequence, abundance);
        clustered.partition.cluster_of.push_back(0);
        clustered.memberships.push_back({.is_reversed = is_reversed, .path = std::move(path)});
    }
    [[nodiscard]] star_alignment aligned(bool by_abundance = true) const
    {
        return align_members(uniques, clustered, members, {.qmask = "none"}, by_abundance);
    }
};

TEST(align_members, makes_the_gap_of_the_centroid_as_long_as_the_longest_insertion)
{
    example cluster;
    cluster.add("ACGT", 1, {});
    cluster.add("ACTTGT", 1, {{column::match, 2}, {column::query_only, 2}, {column::match, 2}});
    cluster.add("ACTGT", 1, {{column::match, 2}, {column::query_only, 1}, {column::match, 2}});
    cluster.add("AGT", 1, {{column::match, 1}, {column::target_only, 1}, {column::match, 2}});
    EXPECT_THAT(cluster.aligned().rows, ElementsAre("AC--GT", "ACTTGT", "ACT-GT", "A---GT"));
}

TEST(align_members, turns_members_of_the_other_strand)
{
    example cluster;
    cluster.add("AACG", 1, {});
    cluster.add("CGTT", 1, {{column::match, 4}}, true);
    EXPECT_THAT(cluster.aligned().rows, ElementsAre("AACG", "AACG"));
}

TEST(align_members, counts_abundances_only_when_asked_to)
{
    example cluster;
    cluster.add("AC", 2, {});
    cluster.add("AG", 5, {{column::match, 2}});
    EXPECT_EQ(cluster.aligned(true).consensus(), "AG");
    EXPECT_EQ(cluster.aligned(false).consensus(), "AC") << "C is the first of equals";
    EXPECT_THAT(cluster.aligned(true).columns[1].bases, ElementsAre(0, 2, 5, 0));
}

TEST(consensus, leaves_out_columns_in_which_gaps_prevail)
{
    example cluster;
    cluster.add("ACGT", 1, {});
    cluster.add("AGT", 2, {{column::match, 1}, {column::target_only, 1}, {column::match, 2}});
    EXPECT_EQ(cluster.aligned().aligned_consensus(), "A-GT");
    EXPECT_EQ(cluster.aligned().consensus(), "AGT");
    EXPECT_EQ(cluster.aligned(false).consensus(), "ACGT") << "as many letters as gaps are enough";
}

TEST(consensus, leaves_out_what_is_before_and_after_the_centroid)
{
    example cluster;
    cluster.add("ACGT", 1, {});
    cluster.add("GACGTCC", 9, {{column::query_only, 1}, {column::match, 4}, {column::query_only, 2}});
    EXPECT_EQ(cluster.aligned().aligned_consensus(), "+ACGT++");
    EXPECT_EQ(cluster.aligned().consensus(), "ACGT");
}

TEST(consensus, is_n_only_where_there_is_no_base)
{
    example cluster;
    cluster.add("ANNR", 1, {});
    cluster.add("ARCY", 1, {{column::match, 4}});
    EXPECT_EQ(cluster.aligned().consensus(), "ANCN");
    EXPECT_EQ(cluster.aligned().columns[1].ambiguous, 2U);
}

TEST(members_of, lists_uniques_by_cluster_in_order)
{
    EXPECT_THAT(members_of({.centroids = {0, 1}, .cluster_of = {0, 1, 0, 1, 1}}),
                ElementsAre(ElementsAre(0, 2), ElementsAre(1, 3, 4)));
}

} // namespace

} // namespace ampstream::cluster
