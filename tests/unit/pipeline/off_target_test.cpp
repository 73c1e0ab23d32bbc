// SPDX-License-Identifier: BSD-3-Clause
// Which OTUs leave the table, and that no read is lost count of.
#include <ampstream/pipeline/off_target.hpp>

#include <gmock/gmock.h>

#include "pipeline_testing.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::pipeline;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

feature_table five_otus()
{
    return {.samples = {"a", "b"},
            .features = {"OTU_1", "OTU_2", "OTU_3", "OTU_4", "OTU_5"},
            .counts = {{{0, 10}}, {{0, 5}, {1, 6}}, {{1, 4}}, {{0, 3}}, {{1, 2}}},
            .lineages = {{"Bacteria", "P"},
                         {"Bacteria", "Cyanobacteria", "C", "Chloroplast"},
                         {"Bacteria", "P", "C", "Rickettsiales", "Mitochondria"},
                         {"Eukaryota"},
                         {}},
            .rank_names = {"domain", "phylum"}};
}

} // namespace

TEST(target_of, names_organelles_other_domains_and_the_unassigned)
{
    EXPECT_EQ(target_of({"Bacteria"}, true), target::wanted);
    EXPECT_EQ(target_of({"d__Archaea"}, true), target::wanted);
    EXPECT_EQ(target_of({"Bacteria", "P", "C", "O", "Mitochondria"}, true), target::mitochondria);
    EXPECT_EQ(target_of({"Eukaryota"}, true), target::other_domain);
    EXPECT_EQ(target_of({}, true), target::unassigned_domain);
}

TEST(target_of, judges_no_domains_where_the_reference_has_none)
{
    EXPECT_EQ(target_of({}, false), target::wanted);
    EXPECT_EQ(target_of({"Firmicutes"}, false), target::wanted);
    EXPECT_EQ(target_of({"Chloroplast"}, false), target::chloroplast);
}

TEST(part, moves_rows_and_counts_them)
{
    targeted_tables const made = part(five_otus(), true, false);
    EXPECT_THAT(made.wanted.features, ElementsAre("OTU_1"));
    EXPECT_THAT(made.off_target.features, ElementsAre("OTU_2", "OTU_3", "OTU_4", "OTU_5"));
    EXPECT_EQ(made.off_target.samples, made.wanted.samples);
    EXPECT_EQ(made.counts[static_cast<std::size_t>(target::chloroplast)].reads, 11U);
    EXPECT_EQ(made.counts[static_cast<std::size_t>(target::unassigned_domain)].otus, 1U);
    EXPECT_THAT(describe_parting(made, false, {true, true}), HasSubstr("1 OTUs (11 reads) chloroplast"));
    EXPECT_THAT(describe_parting(made, false, {true, true}), HasSubstr("off_target_table.tsv"));
}

TEST(part, keeps_all_rows_when_told_but_counts_them)
{
    targeted_tables const made = part(five_otus(), true, true);
    EXPECT_EQ(made.wanted.features.size(), 5U);
    EXPECT_TRUE(made.off_target.features.empty());
    EXPECT_EQ(made.counts[static_cast<std::size_t>(target::mitochondria)].reads, 4U);
    EXPECT_THAT(describe_parting(made, true, {true, true}), HasSubstr("kept"));
}

TEST(describe_parting, does_not_say_none_of_what_the_reference_cannot_tell)
{
    targeted_tables const none{};
    EXPECT_EQ(describe_parting(none, false, {true, true}),
              "off target: no OTU is an organelle's, of another domain or without one");
    EXPECT_EQ(
        describe_parting(none, false, {false, true}),
        "off target: no OTU is an organelle's; domains not judged: the reference has neither Bacteria nor Archaea");
    EXPECT_EQ(describe_parting(none, false, {true, false}),
              "off target: no OTU is of another domain or without one; the reference knows no organelles");
    EXPECT_THAT(describe_parting(part(five_otus(), false, false), false, {false, true}), HasSubstr("not judged"));
}

TEST(track_off_target, takes_the_reads_from_in_otus)
{
    read_tracking tracking = ampstream::testing::tracking_of({{"a", {{"pairs", 20}, {"lost_x", 2}, {"in_otus", 18}}},
                                                              {"b", {{"pairs", 12}, {"lost_x", 0}, {"in_otus", 12}}}});
    track_off_target(part(five_otus(), true, false).off_target, true, tracking);
    EXPECT_NO_THROW(check_sums(tracking));
    EXPECT_EQ(tracking.count(0, "lost_chloroplast"), 5U);
    EXPECT_EQ(tracking.count(0, "lost_other_domain"), 3U);
    EXPECT_EQ(tracking.count(1, "lost_mitochondria"), 4U);
    EXPECT_EQ(tracking.count(1, "lost_unassigned_domain"), 2U);
    EXPECT_EQ(tracking.count(0, "in_otus"), 10U);
    EXPECT_EQ(tracking.columns().back().name, "in_otus");
}
