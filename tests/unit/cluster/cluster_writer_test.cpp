// SPDX-License-Identifier: BSD-3-Clause
// Labels of clusters; the bytes beside VSEARCH's are compared in tests/conformance/test_cluster.py.
#include <ampstream/cluster/cluster_writer.hpp>

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::cluster
{

namespace
{

using testing::ElementsAre;

/// Cluster 0: one unique; cluster 1: two.
struct example
{
    unique_set uniques{};
    result clustered{};
    options chosen{.qmask = "none"};

    example()
    {
        uniques.push_back("x;size=7", "ACGT", 7);
        uniques.push_back("y;size=4", "GGTT", 4);
        uniques.push_back("z;size=4", "GGTA", 4);
        clustered.partition = {.centroids = {0, 1}, .cluster_of = {0, 1, 1}};
        clustered.memberships = {{}, {}, {.path = {{align::column::match, 4}}}};
    }
};

std::string centroid(appearance const & how, std::uint32_t cluster)
{
    example const made;
    std::string text;
    cluster_writer{made.uniques, made.clustered, made.chosen, how}.append_centroid(text, cluster);
    return text;
}

TEST(cluster_writer, orders_clusters_as_they_were_made_or_by_size)
{
    example const made;
    auto const order = [&](appearance const & how) {
        return cluster_writer{made.uniques, made.clustered, made.chosen, how}.order();
    };
    EXPECT_THAT(order({}), ElementsAre(0, 1));
    EXPECT_THAT(order({.clusterout_sort = true}), ElementsAre(1, 0)) << "two sequences, one";
    EXPECT_THAT(order({.clusterout_sort = true, .sizein = true}), ElementsAre(1, 0)) << "8 reads, 7";
}

TEST(cluster_writer, numbers_new_labels_as_the_clusters_were_made)
{
    EXPECT_EQ(centroid({.style = {.relabel = "O"}, .clusterout_sort = true}, 1), ">O2\nGGTT\n");
}

TEST(cluster_writer, puts_the_number_of_the_cluster_before_its_size)
{
    EXPECT_EQ(centroid({.style = {.sizeout = true}, .clusterout_id = true, .sizein = true}, 1),
              ">y;clusterid=1;size=8\nGGTT\n");
}

TEST(cluster_writer, names_centroid_and_members_of_a_consensus)
{
    example const made;
    appearance const how{.style = {.sizeout = true}, .clusterout_id = true};
    cluster_writer const write{made.uniques, made.clustered, made.chosen, how};
    std::string text;
    write.append_consensus(text, 1, write.align(1));
    EXPECT_EQ(text, ">centroid=y;seqs=2;clusterid=1;size=2\nGGTA\n") << "A is the first of equals";
}

TEST(cluster_writer, gives_every_member_its_own_abundance_in_alignments)
{
    example const made;
    appearance const how{.style = {.relabel = "O", .sizeout = true}};
    cluster_writer const write{made.uniques, made.clustered, made.chosen, how};
    std::string text;
    write.append_alignment(text, 1, write.align(1));
    EXPECT_EQ(text, "\n>*y;size=4\nGGTT\n>z;size=4\nGGTA\n>consensus\nGGTA\n");
}

} // namespace

} // namespace ampstream::cluster
