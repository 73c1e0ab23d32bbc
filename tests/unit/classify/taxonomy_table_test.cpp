// SPDX-License-Identifier: BSD-3-Clause
// Rules of the table of calls.
#include <ampstream/classify/taxonomy_table.hpp>

#include <gmock/gmock.h>

namespace
{

using namespace ampstream::classify;

outcome called(double domain, double genus)
{
    return {.call = {.calls = {{"Bacteria", domain}, {"Bacillus", genus}}}};
}

std::string row_of(outcome const & one, table_style const & style)
{
    std::string text;
    append_row(text, "q", one, style);
    return text;
}

TEST(taxonomy_table, a_column_for_each_rank_and_its_confidence)
{
    EXPECT_EQ(table_header({"domain", "genus"}),
              "id\tdomain\tdomain_confidence\tgenus\tgenus_confidence\tlineage\tstrand\tstatus\n");
    EXPECT_EQ(row_of(called(1.0, 0.5), {.ranks = 2}), "q\tBacteria\t1.00\tBacillus\t0.50\tBacteria\t+\tok\n");
    EXPECT_EQ(row_of(called(1.0, 0.8), {.ranks = 2}), "q\tBacteria\t1.00\tBacillus\t0.80\tBacteria;Bacillus\t+\tok\n");
}

TEST(taxonomy_table, a_query_without_call_is_unclassified_at_each_rank_and_says_why)
{
    EXPECT_EQ(row_of({.why = reason::too_short}, {.ranks = 2}),
              "q\tunclassified\t0.00\tunclassified\t0.00\tunclassified\t+\ttoo_short\n");
    EXPECT_THAT(row_of({.why = reason::too_few_words}, {.ranks = 1}), ::testing::EndsWith("\ttoo_few_words\n"));
}

TEST(taxonomy_table, decimals_tell_rounds_apart)
{
    EXPECT_THAT(row_of(called(1.0, 0.5), {.ranks = 2, .bootstraps = 10}), ::testing::HasSubstr("\t0.50\t"));
    EXPECT_THAT(row_of(called(1.0, 0.123), {.ranks = 2, .bootstraps = 1000}), ::testing::HasSubstr("\t0.123\t"));
    EXPECT_THAT(row_of(called(1.0, 0.1234), {.ranks = 2, .bootstraps = 1001}), ::testing::HasSubstr("\t0.1234\t"));
}

TEST(taxonomy_table, strand_and_ties_are_said)
{
    outcome one = called(1.0, 1.0);
    one.call.is_reversed = true;
    one.is_tied = true;
    EXPECT_THAT(row_of(one, {.ranks = 2}), ::testing::EndsWith("\t-\ttied\n"));
}

TEST(taxonomy_table, nothing_confident_is_an_unclassified_lineage)
{
    EXPECT_THAT(row_of(called(0.5, 0.4), {.ranks = 2}), ::testing::HasSubstr("\tunclassified\t+\tok"));
}

} // namespace
