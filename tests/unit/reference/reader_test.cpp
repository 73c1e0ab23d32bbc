// SPDX-License-Identifier: BSD-3-Clause
// Rules of reading references.
#include <ampstream/reference/reader.hpp>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include <ampstream/core/error.hpp>

namespace
{

using namespace ampstream;
using namespace ampstream::reference;
using testing::ElementsAre;
using testing::HasSubstr;

class reading : public testing::Test
{
protected:
    void TearDown() override { std::filesystem::remove(path_); }

    loaded_reference read(std::string_view text, options const & chosen = {}) const
    {
        std::ofstream{path_} << text;
        return read_reference(path_, chosen);
    }

    std::string refusal(std::string_view text, options const & chosen = {}) const
    {
        try
        {
            (void)read(text, chosen);
        }
        catch (ampstream::error const & wrong)
        {
            return wrong.what();
        }
        return "";
    }

    std::string path_ = testing::TempDir() + "ampstream_reader_test." + std::to_string(::getpid());
};

TEST_F(reading, ranks_are_named_by_depth)
{
    EXPECT_THAT(read(">a D;P;C;O;F;G\nACGT\n").references.rank_names(),
                ElementsAre("domain", "phylum", "class", "order", "family", "genus"));
    EXPECT_THAT(read(">a D;P\nACGT\n").references.rank_names(), ElementsAre("domain", "phylum"));
    EXPECT_THAT(read(">a D;P\nACGT\n", {.ranks = {"x", "y"}}).references.rank_names(), ElementsAre("x", "y"));
    EXPECT_THAT(read(">a 1;2;3;4;5;6;7;8\nA\n").references.rank_names().back(), "rank_8");
    EXPECT_THAT(refusal(">a D;P\nACGT\n", {.ranks = {"x"}}), HasSubstr("--ranks names 1 ranks; the lineages"));
}

TEST_F(reading, the_depth_is_the_one_most_lineages_have)
{
    loaded_reference const made = read(">a D;P;G\nA\n>b D;P;H\nC\n>c D;P\nG\n>d D;P;C;I\nT\n");
    EXPECT_EQ(made.references.rank_names().size(), 3U);
    EXPECT_EQ(made.counts, (stats{.records = 4, .kept = 3, .too_deep = 1, .padded = 1}));
    EXPECT_EQ(read(">a D;P;G\nA\n>c D;P\nG\n").references.rank_names().size(), 3U);
}

TEST_F(reading, a_rank_without_a_name_gets_the_one_above)
{
    auto const lineage_in = [&](std::string const & names)
    { return read(">z D;P;C;O\nA\n>y D;P;C;N\nA\n>x " + names + "\nC\n").references.lineages().back(); };
    EXPECT_THAT(lineage_in("D;P"), ElementsAre("D", "P", "P_unclassified", "P_unclassified"));
    EXPECT_THAT(lineage_in("D;;C;"), ElementsAre("D", "D_unclassified", "C", "C_unclassified"));
}

TEST_F(reading, ragged_decides_on_other_depths)
{
    std::string_view const text = ">a D;P;G\nA\n>b D;P;H\nC\n>c D;P\nG\n";
    EXPECT_EQ(read(text, {.ragged = "drop"}).counts, (stats{.records = 3, .kept = 2, .too_shallow = 1}));
    EXPECT_THAT(refusal(text, {.ragged = "refuse"}), HasSubstr("record 3"));
}

TEST_F(reading, sintax_keeps_the_ranks_that_are_named_somewhere)
{
    loaded_reference const made = read(">a;tax=d:D,g:G;\nA\n>b;tax=d:D,f:F,g:H;\nC\n");
    EXPECT_THAT(made.references.rank_names(), ElementsAre("domain", "family", "genus"));
    EXPECT_THAT(made.references.lineages().front(), ElementsAre("D", "D_unclassified", "G"));
}

TEST_F(reading, sequences_without_bases_are_left_out_and_counted)
{
    EXPECT_EQ(read(">a D;P\n\n>b D;Q\nA\n").counts, (stats{.records = 2, .kept = 1, .empty = 1}));
}

TEST_F(reading, an_id_has_one_lineage)
{
    EXPECT_EQ(read(">a D;P\nA\n>a D;P\nC\n").counts.kept, 2U);
    EXPECT_THAT(refusal(">a D;P\nA\n>b D;P\nC\n>a D;Q\nC\n"),
                testing::AllOf(HasSubstr("record 3 (a)"), HasSubstr("record 1"), HasSubstr("D;Q")));
    EXPECT_EQ(read(">D;P;\nA\n>D;Q;\nC\n").counts.kept, 2U); // no ids to contradict
}

TEST_F(reading, the_first_record_decides_the_form)
{
    EXPECT_THAT(refusal(">a D;P\nA\n>b\nC\n"), HasSubstr("record 2 (b): expected a lineage in the form 'spaced'"));
    EXPECT_THAT(refusal(">a\nA\n"), HasSubstr("record 1 (a): expected a lineage"));
    EXPECT_THAT(refusal(">a D;P\nA\n", {.header_format = "sintax"}), HasSubstr("in the form 'sintax'"));
    EXPECT_EQ(read(">a.1.2 D;P\nA\n", {.header_format = "spaced"}).references.lineages().front().size(), 2U);
}

TEST_F(reading, a_lineage_must_begin_with_a_name)
{
    EXPECT_THAT(refusal(">a ;P;C\nA\n"), HasSubstr("record 1"));
}

TEST_F(reading, an_empty_file_is_refused)
{
    EXPECT_THAT(refusal(""), HasSubstr("an empty file"));
}

TEST_F(reading, the_checksum_is_the_one_of_the_file)
{
    EXPECT_EQ(read(">a D;P\nA\n").sha256.size(), 64U);
    EXPECT_NE(read(">a D;P\nA\n").sha256, read(">a D;P\nC\n").sha256);
}

TEST_F(reading, what_was_done_is_said)
{
    EXPECT_THAT(describe_reading(read(">a D;P;G\nA\n>b D;P;H\nC\n>c D;P\nG\n>d D;P;C;I\nT\n>e D;P;G\n\n")),
                testing::AllOf(HasSubstr("3 references in 3 lineages of 3 ranks (headers: spaced)"),
                               HasSubstr("1 with nameless ranks"), HasSubstr("1 left out for too many ranks"),
                               HasSubstr("1 left out for having no bases")));
}

} // namespace
