// SPDX-License-Identifier: BSD-3-Clause
// Names out of labels as VSEARCH finds them; tables in the order of names.
#include <ampstream/cluster/otu_table.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::cluster
{

namespace
{

using testing::ElementsAre;

TEST(sample_in_label, is_the_first_annotation_of_either_name)
{
    EXPECT_EQ(sample_in_label("r1;sample=a-b.c;size=3"), "a-b.c");
    EXPECT_EQ(sample_in_label("r1;barcodelabel=x;sample=y"), "x");
    EXPECT_EQ(sample_in_label("sample=y;r1"), "y");
}

TEST(sample_in_label, is_otherwise_the_word_the_label_begins_with)
{
    EXPECT_EQ(sample_in_label("A_1-x.7;size=2"), "A_1");
    EXPECT_EQ(sample_in_label("mysample=no"), "mysample");
    EXPECT_EQ(sample_in_label("-x"), "");
}

TEST(otu_in_label, is_the_annotation_or_what_stands_before_the_semicolon)
{
    EXPECT_EQ(otu_in_label("c.1-x;size=2"), "c.1-x");
    EXPECT_EQ(otu_in_label("c;otu=O7;size=2"), "O7");
}

unique_set four()
{
    unique_set uniques;
    uniques.push_back("b;sample=s2", "A", 5);
    uniques.push_back("a;sample=s1", "A", 3);
    uniques.push_back("b;sample=s10", "A", 2);
    uniques.push_back("b;sample=s2", "A", 1);
    return uniques;
}

TEST(otu_table, has_rows_and_columns_in_the_order_of_their_bytes)
{
    feature_table const table =
        otu_table(four(), {.centroids = {0, 1}, .cluster_of = {0, 1, 0, 0}}, {"b;sample=s2", "a"});
    EXPECT_THAT(table.features, ElementsAre("a", "b"));
    EXPECT_THAT(table.samples, ElementsAre("s1", "s10", "s2"));
    EXPECT_THAT(table.counts[0], ElementsAre(sample_count{0, 3}));
    EXPECT_THAT(table.counts[1], ElementsAre(sample_count{1, 2}, sample_count{2, 6}));
    EXPECT_TRUE(table.lineages.empty());
}

TEST(otu_table, puts_clusters_of_one_name_into_one_row)
{
    feature_table const table =
        otu_table(four(), {.centroids = {0, 1}, .cluster_of = {0, 1, 0, 0}}, {"x;otu=O", "y;otu=O"});
    EXPECT_THAT(table.features, ElementsAre("O"));
    EXPECT_THAT(table.counts[0], ElementsAre(sample_count{0, 3}, sample_count{1, 2}, sample_count{2, 6}));
}

TEST(otu_table, takes_lineages_from_the_labels_where_there_are_any)
{
    feature_table const table =
        otu_table(four(), {.centroids = {0, 1}, .cluster_of = {0, 1, 0, 0}}, {"b;tax=k__Bacteria,p__X", "a"});
    EXPECT_THAT(table.lineages, ElementsAre(lineage{}, lineage{"k__Bacteria,p__X"}));
}

} // namespace

} // namespace ampstream::cluster
