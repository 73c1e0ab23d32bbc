// SPDX-License-Identifier: BSD-3-Clause
// Rules of lineages read from the table of classification.
#include <ampstream/table/taxonomy.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::table
{

namespace
{

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char const * header = "id\tdomain\tdomain_confidence\tgenus\tgenus_confidence\tlineage\tstrand\tstatus";

taxonomy read(std::vector<std::string> const & lines)
{
    taxonomy known;
    input_location where{.file = "taxonomy.tsv"};
    for (std::string const & line : lines)
    {
        ++where.line;
        known.add_line(line, where);
    }
    return known;
}

std::string message_of(std::vector<std::string> const & lines)
{
    try
    {
        (void)read(lines);
    }
    catch (input_error const & problem)
    {
        return problem.what();
    }
    return "no error";
}

std::string row(std::string const & id, std::string const & lineage)
{
    return id + "\tB\t1.00\tG\t0.40\t" + lineage + "\t+\tok";
}

} // namespace

TEST(taxonomy, ranks_are_columns_with_a_confidence)
{
    EXPECT_THAT(read({header}).rank_names(), ElementsAre("domain", "genus"));
}

TEST(taxonomy, the_lineage_column_counts_not_the_ranks_below_the_threshold)
{
    taxonomy const known = read({header, row("OTU_1;size=4", "B")});
    ASSERT_NE(known.find("OTU_1"), nullptr);
    EXPECT_THAT(*known.find("OTU_1"), ElementsAre("B"));
}

TEST(taxonomy, unclassified_and_nothing_are_lineages_without_a_name)
{
    taxonomy const known = read({header, row("a", "unclassified"), row("b", "")});
    EXPECT_THAT(*known.find("a"), IsEmpty());
    EXPECT_THAT(*known.find("b"), IsEmpty());
    EXPECT_EQ(known.find("c"), nullptr);
}

TEST(taxonomy, names_keep_blanks_quotes_and_letters_of_any_language)
{
    taxonomy const known = read({header, row("a", "Bäcteria \"x\";[Eubacterium] hallii's \\group")});
    EXPECT_THAT(*known.find("a"), ElementsAre("Bäcteria \"x\"", "[Eubacterium] hallii's \\group"));
}

TEST(taxonomy, what_is_wrong_names_file_and_line)
{
    EXPECT_THAT(message_of({"name\tlineage"}), HasSubstr("taxonomy.tsv: line 1"));
    EXPECT_THAT(message_of({"id\tdomain"}), HasSubstr("the columns id and lineage"));
    EXPECT_THAT(message_of({header, "a\tB"}), HasSubstr("line 2: expected 8 tab-separated columns, found 2"));
    EXPECT_THAT(message_of({header, row("a", "A;B;C")}), HasSubstr("at most 2 names"));
    EXPECT_THAT(message_of({header, row("a", "A;;")}), HasSubstr("none of them empty"));
    EXPECT_THAT(message_of({header, row("a", "A"), row("a;size=2", "A")}), HasSubstr("line 3: expected each id once"));
}

TEST(attach, finds_a_row_by_its_name_or_the_label_it_had)
{
    taxonomy const known = read({header, row("OTU_1", "B"), row("S.7;ee=1;size=3", "B;G")});
    feature_table table{.features = {"OTU_1", "OTU_2"}};
    attach(known, {"S.1", "S.7;ee=1"}, "taxonomy.tsv", table);
    EXPECT_THAT(table.lineages, ElementsAre(ElementsAre("B"), ElementsAre("B", "G")));
    EXPECT_THAT(table.rank_names, ElementsAre("domain", "genus"));
}

TEST(attach, a_row_without_a_lineage_is_an_error)
{
    feature_table table{.features = {"OTU_3"}};
    try
    {
        attach(read({header}), {"S.3"}, "taxonomy.tsv", table);
        FAIL();
    }
    catch (input_error const & problem)
    {
        EXPECT_THAT(problem.what(), HasSubstr("taxonomy.tsv: expected a row for \"OTU_3\""));
    }
}

} // namespace ampstream::table
