// SPDX-License-Identifier: BSD-3-Clause
// Ranks of ragged paths, on small tables and on SILVA's own.
#include <ampstream/refdb/rank_table.hpp>

#include <filesystem>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::refdb;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string const shared = std::string{AMPSTREAM_SOURCE_DIR} + "/../shared/data/reference/";

struct rank_tables : ::testing::Test
{
    rank_table silva(std::string_view text) const { return rank_table::from_silva(folder.write("ranks.txt", text)); }
    rank_table rdp(std::string_view text) const { return rank_table::from_rdp(folder.write("taxid.txt", text)); }

    std::string refusal(std::string_view text, bool is_rdp = false) const
    {
        try
        {
            (void)(is_rdp ? rdp(text) : silva(text));
        }
        catch (input_error const & wrong)
        {
            return wrong.what();
        }
        return "";
    }

    ampstream::testing::run_folder folder{};
};

struct genuine_silva : ::testing::Test
{
    static void SetUpTestSuite()
    {
        if (std::filesystem::exists(file))
            table = std::make_unique<rank_table const>(rank_table::from_silva(file));
    }
    void SetUp() override
    {
        if (!table)
            GTEST_SKIP() << "SKIPPED: ../shared is absent; SILVA's own table was not read";
    }
    static void TearDownTestSuite() { table.reset(); }

    static inline std::string const file = shared + "tax_slv_ssu_138.1.txt.gz";
    static inline std::unique_ptr<rank_table const> table{};
};

constexpr std::string_view small = "Bacteria;\t3\tdomain\t\t\n"
                                   "Bacteria;P;\t4\tphylum\t\t123\n"
                                   "Bacteria;P;C;\t5\tclass\t\t123\n"
                                   "Bacteria;P;C;S;\t6\tsubclass\t\t123\n"
                                   "Bacteria;P;C;S;O;\t7\torder\t\t123\n"
                                   "Bacteria;P;C;S;O;G;\t8\tgenus\t\t123\n";

} // namespace

TEST_F(rank_tables, skip_levels_of_other_ranks_and_leave_gaps_empty)
{
    auto const names = silva(small).find("Bacteria;P;C;S;O;G");
    ASSERT_TRUE(names.has_value());
    EXPECT_THAT(*names, ElementsAre("Bacteria", "P", "C", "O", "", "G"));
}

TEST_F(rank_tables, do_not_depend_on_the_order_of_rows_or_on_line_ends)
{
    auto const names = silva("Bacteria;P;G;\t8\tgenus\t\t\r\nBacteria;P;\t4\tphylum\t\t\r\nBacteria;\t3\tdomain\t\t")
                           .find("Bacteria;P;G");
    ASSERT_TRUE(names.has_value());
    EXPECT_THAT(*names, ElementsAre("Bacteria", "P", "", "", "", "G"));
}

TEST_F(rank_tables, pass_over_levels_that_have_no_row)
{
    auto const names = silva("Bacteria;\t3\tdomain\t\t\nBacteria;P;C;\t5\tclass\t\t\n").find("Bacteria;P;C");
    ASSERT_TRUE(names.has_value());
    EXPECT_THAT(*names, ElementsAre("Bacteria", "", "C", "", "", ""));
}

TEST_F(rank_tables, count_the_upper_of_two_levels_of_one_rank)
{
    auto const names = silva("D;\t1\tdomain\t\t\nD;A;\t2\torder\t\t\nD;A;B;\t3\torder\t\t\n").find("D;A;B");
    EXPECT_EQ((*names)[3], "A");
}

TEST_F(rank_tables, know_no_path_that_is_not_there)
{
    rank_table const table = silva(small);
    EXPECT_FALSE(table.find("Bacteria;P;X").has_value());
    EXPECT_FALSE(table.find("P").has_value());
    EXPECT_FALSE(table.find("").has_value());
    EXPECT_TRUE(table.contains("Bacteria;P"));
}

TEST_F(rank_tables, name_file_and_line_of_what_is_not_a_row)
{
    EXPECT_THAT(refusal("Bacteria;\t3\tdomain\t\t\nBacteria;P;\n"), HasSubstr("line 2"));
    EXPECT_THAT(refusal("Bacteria;\t3\tdomain\t\t\n;\t4\tphylum\t\t\n"), HasSubstr("line 2"));
    EXPECT_THAT(refusal("Bacteria;\t3\tdomain\t\t\nBacteria;\t4\tphylum\t\t\n"), HasSubstr("one rank for each path"));
    EXPECT_THAT(refusal(""), HasSubstr("an empty file"));
    EXPECT_THAT(refusal(">a Bacteria;P\nACGT\n"), HasSubstr("tax_slv_ssu"));
}

TEST_F(rank_tables, of_rdp_follow_parents)
{
    rank_table const table = rdp("0*Root*-1*0*rootrank\n1*Bacteria*0*1*domain\n2*\"A\"*1*2*phylum\n3*A*2*3*class\n"
                                 "4*Sub*3*4*subclass\n5*O*4*5*order\n");
    auto const names = table.find("Bacteria;\"A\";A;Sub;O");
    ASSERT_TRUE(names.has_value());
    EXPECT_THAT(*names, ElementsAre("Bacteria", "\"A\"", "A", "O", "", ""));
    EXPECT_EQ(table.size(), 5U);
}

TEST_F(rank_tables, of_rdp_refuse_lost_parents_circles_and_copies)
{
    EXPECT_THAT(refusal("0*Root*-1*0*rootrank\n1*B*7*1*domain\n", true), HasSubstr("a parent that is a taxid"));
    EXPECT_THAT(refusal("0*Root*-1*0*rootrank\n1*B*2*1*domain\n2*C*1*2*phylum\n", true), HasSubstr("a circle"));
    EXPECT_THAT(refusal("1*B*0*1*domain\n1*B*0*1*domain\n", true), HasSubstr("one line for each taxid"));
    EXPECT_THAT(refusal("1*B*0\n", true), HasSubstr("taxid*name*parent*depth*rank"));
}

TEST_F(genuine_silva, has_all_its_paths_and_the_recorded_checksum)
{
    EXPECT_EQ(table->size(), 12922U);
    EXPECT_EQ(table->text_sha256(), "ac48f05723cac1677ffa16b8124d6d05921bb82dc984fdfdce9949a66e68099f");
}

TEST_F(genuine_silva, gives_a_regular_lineage_its_six_ranks)
{
    EXPECT_THAT(
        *table->find(
            "Bacteria;Proteobacteria;Gammaproteobacteria;Enterobacterales;Enterobacteriaceae;Escherichia-Shigella"),
        ElementsAre("Bacteria", "Proteobacteria", "Gammaproteobacteria", "Enterobacterales", "Enterobacteriaceae",
                    "Escherichia-Shigella"));
}

TEST_F(genuine_silva, leaves_the_family_open_where_a_genus_stands_below_an_order)
{
    EXPECT_THAT(*table->find("Archaea;Aenigmarchaeota;Aenigmarchaeia;Aenigmarchaeales;Candidatus Aenigmarchaeum"),
                ElementsAre("Archaea", "Aenigmarchaeota", "Aenigmarchaeia", "Aenigmarchaeales", "",
                            "Candidatus Aenigmarchaeum"));
}

TEST_F(genuine_silva, leaves_the_order_open_where_a_family_stands_below_a_class)
{
    EXPECT_THAT(*table->find("Bacteria;Firmicutes;Clostridia;Gracilibacteraceae;Gracilibacter"),
                ElementsAre("Bacteria", "Firmicutes", "Clostridia", "", "Gracilibacteraceae", "Gracilibacter"));
    EXPECT_THAT(*table->find("Archaea;Thermoplasmatota;uncultured"),
                ElementsAre("Archaea", "Thermoplasmatota", "", "", "", "uncultured"));
}

TEST_F(genuine_silva, has_chloroplasts_as_an_order_and_mitochondria_as_a_family)
{
    EXPECT_EQ((*table->find("Bacteria;Cyanobacteria;Cyanobacteriia;Chloroplast"))[3], "Chloroplast");
    EXPECT_EQ((*table->find("Bacteria;Proteobacteria;Alphaproteobacteria;Rickettsiales;Mitochondria"))[4],
              "Mitochondria");
}

TEST_F(genuine_silva, passes_over_the_extra_levels_of_eukaryotes)
{
    auto const names = *table->find(
        "Eukaryota;Archaeplastida;Chloroplastida;Charophyta;Klebsormidiophyceae;Klebsormidiales;Entransia");
    EXPECT_THAT(names, ElementsAre("Eukaryota", "Klebsormidiophyceae", "", "Klebsormidiales", "", "Entransia"));
}
