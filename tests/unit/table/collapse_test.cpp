// SPDX-License-Identifier: BSD-3-Clause
// Rules of tables by taxon.
#include <ampstream/table/collapse.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::table
{

namespace
{

using testing::ElementsAre;
using testing::IsEmpty;

feature_table const otus{
    .samples = {"X", "Y", "empty"},
    .features = {"OTU_1", "OTU_2", "OTU_3", "OTU_4", "OTU_5"},
    .counts = {{{0, 1}}, {{0, 2}, {1, 3}}, {{1, 7}}, {{0, 1}}, {{1, 1}}},
    .lineages = {{"Bacteria", "P", "G"}, {"Bacteria", "P", "G"}, {"Bacteria", "Q", "G"}, {"Bacteria"}, {}},
    .rank_names = {"domain", "phylum", "genus"}};

} // namespace

TEST(collapse, rows_of_one_lineage_are_summed)
{
    feature_table const genera = collapse(otus, 2);
    EXPECT_THAT(genera.features, ElementsAre("Bacteria;Q;G", "Bacteria;P;G", "Bacteria;unclassified;unclassified",
                                             "unclassified;unclassified;unclassified"));
    EXPECT_THAT(genera.counts[0], ElementsAre(sample_count{1, 7}));
    EXPECT_THAT(genera.counts[1], ElementsAre(sample_count{0, 3}, sample_count{1, 3}));
    EXPECT_THAT(genera.rank_names, ElementsAre("domain", "phylum", "genus"));
}

TEST(collapse, a_genus_name_under_two_phyla_is_two_rows)
{
    EXPECT_EQ(collapse(otus, 2).features[0], "Bacteria;Q;G");
    EXPECT_EQ(collapse(otus, 2).features[1], "Bacteria;P;G");
}

TEST(collapse, ranks_below_are_forgotten)
{
    feature_table const domains = collapse(otus, 0);
    EXPECT_THAT(domains.features, ElementsAre("Bacteria", "unclassified"));
    EXPECT_THAT(domains.counts[0], ElementsAre(sample_count{0, 4}, sample_count{1, 10}));
    EXPECT_THAT(domains.rank_names, ElementsAre("domain"));
    EXPECT_THAT(domains.lineages[0], ElementsAre("Bacteria"));
}

TEST(collapse, samples_stay_also_without_reads)
{
    EXPECT_THAT(collapse(otus, 1).samples, ElementsAre("X", "Y", "empty"));
}

TEST(collapse, equal_totals_are_ordered_by_lineage_rank_by_rank)
{
    feature_table const table{.samples = {"X"},
                              .features = {"1", "2", "3"},
                              .counts = {{{0, 2}}, {{0, 2}}, {{0, 2}}},
                              .lineages = {{"B", "b"}, {"A b", "a"}, {"A", "z"}},
                              .rank_names = {"domain", "phylum"}};
    EXPECT_THAT(collapse(table, 1).features, ElementsAre("A;z", "A b;a", "B;b"));
}

TEST(collapse, nothing_gives_nothing)
{
    EXPECT_THAT(collapse({.rank_names = {"domain"}}, 0).features, IsEmpty());
}

} // namespace ampstream::table
