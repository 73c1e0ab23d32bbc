// SPDX-License-Identifier: BSD-3-Clause
// Headers of each source.
#include <ampstream/refdb/lineage_reader.hpp>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::refdb;
using state = labelled_names::state;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct readers : ::testing::Test
{
    std::shared_ptr<rank_table const> ranks() const
    {
        return std::make_shared<rank_table const>(
            rank_table::from_silva(folder.write("ranks.txt", "Bacteria;\t3\tdomain\t\t\nBacteria;P;\t4\tphylum\t\t\n"
                                                             "Bacteria;P;G;\t5\tgenus\t\t\n")));
    }
    std::string refusal(std::string_view text) const
    {
        try
        {
            (void)read_taxonomy(folder.write("t.tsv", text));
        }
        catch (input_error const & wrong)
        {
            return wrong.what();
        }
        return "";
    }
    ampstream::testing::run_folder folder{};
};

} // namespace

TEST_F(readers, of_silva_leave_the_organism_out)
{
    labelled_names const made = silva_reader(ranks(), false)("AB1.1.1500 Bacteria;P;G;Genus sp. 1", 1);
    EXPECT_EQ(made.found, state::known);
    EXPECT_EQ(made.id, "AB1.1.1500");
    EXPECT_THAT(made.names, ElementsAre("Bacteria", "P", "", "", "", "G"));
    EXPECT_FALSE(made.ends_in_taxon);
}

TEST_F(readers, of_silva_say_when_the_last_name_is_a_taxon_or_there_is_no_organism)
{
    EXPECT_TRUE(silva_reader(ranks(), false)("AB1.1.1500 Bacteria;P;G", 1).ends_in_taxon);
    labelled_names const closed = silva_reader(ranks(), false)("AB1.1.1500 Bacteria;P;G;", 1);
    EXPECT_FALSE(closed.ends_in_taxon);
    EXPECT_EQ(closed.names.back(), "G");
}

TEST_F(readers, of_silva_tell_a_missing_path_from_a_missing_lineage)
{
    EXPECT_EQ(silva_reader(ranks(), false)("AB1.1.1500 Bacteria;P;X;organism", 1).found, state::unranked);
    EXPECT_EQ(silva_reader(ranks(), false)("AB1.1.1500", 1).found, state::absent);
    EXPECT_EQ(silva_reader(ranks(), false)("", 1).found, state::absent);
}

TEST_F(readers, shorten_an_unknown_path_when_told)
{
    labelled_names const made = silva_reader(ranks(), true)("AB1.1.1500 Bacteria;P;X;Y;organism", 1);
    EXPECT_EQ(made.found, state::known);
    EXPECT_TRUE(made.is_shortened);
    EXPECT_THAT(made.names, ElementsAre("Bacteria", "P", "", "", "", ""));
    EXPECT_EQ(silva_reader(ranks(), true)("AB1.1.1500 Viruses;P;organism", 1).found, state::unranked);
}

TEST_F(readers, of_rdp_look_the_path_up_below_the_root)
{
    labelled_names const made = rdp_reader(ranks(), false)("X1|S1\tRoot;Bacteria;P;G", 1);
    EXPECT_EQ(made.found, state::known);
    EXPECT_EQ(made.id, "X1|S1");
    EXPECT_EQ(rdp_reader(ranks(), false)("X1|S1", 1).found, state::absent);
}

TEST_F(readers, of_dada2_number_the_records_and_leave_out_what_is_below_the_genus)
{
    labelled_names const made = dada2_reader()("Bacteria;P;C;O;F;G;species;", 17);
    EXPECT_EQ(made.id, "record_17");
    EXPECT_THAT(made.names, ElementsAre("Bacteria", "P", "C", "O", "F", "G"));
    EXPECT_THAT(dada2_reader()("Bacteria;P;", 1).names, ElementsAre("Bacteria", "P", "", "", "", ""));
    EXPECT_EQ(dada2_reader()("justAnId", 1).found, state::absent);
}

TEST_F(readers, of_sintax_take_ranks_by_letter_and_a_kingdom_for_a_domain)
{
    EXPECT_THAT(sintax_reader()("x;tax=d:Bacteria,p:P,g:G,s:S;", 1).names,
                ElementsAre("Bacteria", "P", "", "", "", "G"));
    EXPECT_EQ(sintax_reader()("x;tax=k:Bacteria,p:P;", 1).names.front(), "Bacteria");
    EXPECT_EQ(sintax_reader()("x;size=3", 1).found, state::absent);
}

TEST_F(readers, of_tables_take_ranks_by_prefix_else_by_place)
{
    EXPECT_THAT(placed({"d__Bacteria", "p__P", "g__G", "s__S"}), ElementsAre("Bacteria", "P", "", "", "", "G"));
    EXPECT_THAT(placed({"k__Bacteria", "p__", "c__"}), ElementsAre("Bacteria", "", "", "", "", ""));
    EXPECT_THAT(placed({"Bacteria", "P"}), ElementsAre("Bacteria", "P", "", "", "", ""));
    auto const table = std::make_shared<taxonomy_table const>(read_taxonomy(folder.write(
        "t.tsv", "Feature ID\tTaxon\tConfidence\r\nx\td__Bacteria; p__P; c__C\t0.9\r\n\r\ny\td__Archaea\r\n")));
    EXPECT_THAT(table_reader(table)("x more", 1).names, ElementsAre("Bacteria", "P", "C", "", "", ""));
    EXPECT_EQ(table_reader(table)("y", 1).names.front(), "Archaea");
    EXPECT_EQ(table_reader(table)("z", 1).found, state::absent);
}

TEST_F(readers, take_an_empty_name_among_prefixed_ones_for_one_without_a_name)
{
    EXPECT_THAT(placed({"k__Bacteria", "", "c__C", "", ""}), ElementsAre("Bacteria", "", "C", "", "", ""));
    EXPECT_THAT(placed({"", "P"}), ElementsAre("", "P", "", "", "", "")); // by place
    EXPECT_THAT(placed({"", ""}), ElementsAre("", "", "", "", "", ""));
    EXPECT_THAT(dada2_reader()("k__Bacteria;p__Firmicutes;c__Bacilli;o__;f__;g__;", 1).names,
                ElementsAre("Bacteria", "Firmicutes", "Bacilli", "", "", ""));
}

TEST_F(readers, know_prefixes_with_numbers_and_leave_out_other_ranks)
{
    EXPECT_THAT(placed({"D_0__Bacteria", "D_1__P", "D_5__G", "D_6__S", "D_11__T"}),
                ElementsAre("Bacteria", "P", "", "", "", "G"));
    EXPECT_THAT(placed({"d__Bacteria", "sk__K", "p__P", "sub_p__X"}),
                ElementsAre("d__Bacteria", "sk__K", "p__P", "sub_p__X", "", "")); // the last is no prefix
    EXPECT_THAT(placed({"d__Bacteria", "sk__K", "p__P"}), ElementsAre("Bacteria", "P", "", "", "", ""));
}

TEST_F(readers, of_tables_refuse_rows_without_lineage_and_contradictions)
{
    EXPECT_THAT(refusal("x\td__Bacteria\ny\n"), HasSubstr("line 2"));
    EXPECT_THAT(refusal("x\td__Bacteria\ny\t \n"), HasSubstr("line 2"));
    EXPECT_THAT(refusal("x\td__Bacteria\nx\td__Archaea\n"), HasSubstr("one lineage for the id x"));
    EXPECT_EQ(refusal("x\td__Bacteria\nx\td__Bacteria\n"), "");
}
