// SPDX-License-Identifier: BSD-3-Clause
// Rules of the forms of other programs.
#include <ampstream/classify/call_format.hpp>

#include <gmock/gmock.h>

namespace
{

using namespace ampstream::classify;

std::string row_of(call_format format, outcome const & one, double min_confidence = 0.8)
{
    std::string text;
    append_call(text, "q", one,
                {.format = format, .rank_names = {"domain", "family", "clade"}, .min_confidence = min_confidence});
    return text;
}

outcome called(double domain, double family, double clade)
{
    return {.call = {.calls = {{"Bacteria", domain}, {"F", family}, {"G", clade}}}};
}

TEST(call_format, rdp_writes_floats_as_java_does)
{
    EXPECT_EQ(row_of(call_format::fixrank, called(1.0, 0.59, 0.0)),
              "q\t\tBacteria\tdomain\t1.0\tF\tfamily\t0.59\tG\tclade\t0.0\n");
}

TEST(call_format, allrank_begins_with_root_and_reversed_queries_have_a_minus)
{
    outcome one = called(1.0, 1.0, 1.0);
    one.call.is_reversed = true;
    EXPECT_THAT(row_of(call_format::allrank, one), ::testing::StartsWith("q\t-\tRoot\trootrank\t1.0\tBacteria\t"));
}

TEST(call_format, filterbyconf_needs_more_than_the_limit)
{
    EXPECT_EQ(row_of(call_format::filterbyconf, called(1.0, 0.9, 0.8)), "q\tBacteria\tF\tunclassified_F\n");
    EXPECT_EQ(row_of(call_format::filterbyconf, called(0.5, 0.5, 0.5)),
              "q\tunclassified_Root\tunclassified_Root\tunclassified_Root\n");
}

TEST(call_format, qiime2_and_phyloseq_keep_a_name_at_the_limit)
{
    EXPECT_EQ(row_of(call_format::qiime2, called(1.0, 0.8, 0.7)), "q\td__Bacteria; f__F\t0.8\n");
    EXPECT_EQ(row_of(call_format::qiime2, called(1.0, 1.0, 1.0)), "q\td__Bacteria; f__F; clade__G\t1.0\n");
    EXPECT_EQ(row_of(call_format::qiime2, called(0.4, 0.3, 0.2)), "q\tUnassigned\t0.4\n");
    EXPECT_EQ(row_of(call_format::phyloseq, called(1.0, 0.8, 0.7)), "q\tBacteria\tF\tNA\n");
}

TEST(call_format, queries_without_a_call_have_no_row_in_the_forms_of_rdp)
{
    outcome const none{.why = reason::too_short};
    for (call_format const format : {call_format::allrank, call_format::fixrank, call_format::filterbyconf})
        EXPECT_EQ(row_of(format, none), "");
    EXPECT_EQ(row_of(call_format::qiime2, none), "q\tUnassigned\t0.0\n");
    EXPECT_EQ(row_of(call_format::phyloseq, none), "q\tNA\tNA\tNA\n");
    EXPECT_THAT(row_of(call_format::table, none), ::testing::EndsWith("too_short\n"));
}

TEST(call_format, headers)
{
    std::vector<std::string> const ranks{"domain", "genus"};
    EXPECT_EQ(call_header(call_format::allrank, ranks), "");
    EXPECT_EQ(call_header(call_format::fixrank, ranks), "");
    EXPECT_EQ(call_header(call_format::filterbyconf, ranks), "\tdomain\tgenus\n");
    EXPECT_EQ(call_header(call_format::qiime2, ranks), "Feature ID\tTaxon\tConfidence\n");
    EXPECT_EQ(call_header(call_format::phyloseq, ranks), "OTU\tDomain\tGenus\n");
}

TEST(call_format, names_of_formats)
{
    for (std::size_t i = 0; i < call_format_names.size(); ++i)
        EXPECT_EQ(call_format_named(call_format_names[i]), static_cast<call_format>(i));
    EXPECT_FALSE(call_format_named("biom"));
}

} // namespace
