// SPDX-License-Identifier: BSD-3-Clause
// Names of lineages: placeholders, gaps, tidying.
#include <ampstream/refdb/lineage_rules.hpp>

#include <gmock/gmock.h>

using namespace ampstream::refdb;
using ::testing::ElementsAre;

TEST(is_placeholder, knows_names_that_say_nobody_knows)
{
    for (char const * const name : {"uncultured", "Uncultured bacterium", "unidentified", "unclassified",
                                    "Incertae Sedis", "incertae_sedis", "Unknown Family", "unknown", "metagenome"})
        EXPECT_TRUE(is_placeholder(name)) << name;
    for (char const * const name : {"Bacillus", "Rhizobiales Incertae Sedis", "Unknownia", "Subgroup 2", ""})
        EXPECT_FALSE(is_placeholder(name)) << name;
}

TEST(complete, leaves_a_whole_lineage_alone)
{
    auto const made = complete({"Bacteria", "P", "C", "O", "F", "G"}, placeholder_rule::qualify);
    EXPECT_THAT(made.names, ElementsAre("Bacteria", "P", "C", "O", "F", "G"));
    EXPECT_FALSE(made.has_placeholder);
    EXPECT_FALSE(made.is_filled);
}

TEST(complete, fills_ranks_without_a_name_with_the_name_above)
{
    auto const made = complete({"Bacteria", "P", "", "O", "", ""}, placeholder_rule::qualify);
    EXPECT_THAT(made.names, ElementsAre("Bacteria", "P", "P_unclassified", "O", "O_unclassified", "O_unclassified"));
    EXPECT_TRUE(made.is_filled);
}

TEST(complete, puts_the_last_proper_name_in_front_of_a_placeholder)
{
    auto const made =
        complete({"Bacteria", "P", "C", "uncultured", "uncultured", "uncultured"}, placeholder_rule::qualify);
    EXPECT_THAT(made.names, ElementsAre("Bacteria", "P", "C", "C_uncultured", "C_uncultured", "C_uncultured"));
    EXPECT_TRUE(made.has_placeholder);
    EXPECT_THAT(complete({"Bacteria", "P", "C", "O", "Incertae Sedis", "G"}, placeholder_rule::qualify).names,
                ElementsAre("Bacteria", "P", "C", "O", "O_Incertae Sedis", "G"));
}

TEST(complete, blanks_or_keeps_placeholders_when_told)
{
    ranked_names const names{"Bacteria", "P", "C", "O", "F", "uncultured"};
    EXPECT_EQ(complete(names, placeholder_rule::blank).names.back(), "F_unclassified");
    EXPECT_EQ(complete(names, placeholder_rule::keep).names.back(), "uncultured");
    EXPECT_TRUE(complete(names, placeholder_rule::blank).has_placeholder);
}

TEST(complete, leaves_a_domain_that_nobody_knows_empty)
{
    EXPECT_EQ(complete({"uncultured", "P", "C", "O", "F", "G"}, placeholder_rule::blank).names.front(), "");
    EXPECT_EQ(complete({"uncultured", "P", "C", "O", "F", "G"}, placeholder_rule::keep).names.front(), "uncultured");
    EXPECT_EQ(complete({" \"\"", "P", "C", "O", "F", "G"}, placeholder_rule::keep).names.front(), "");
}

TEST(complete, tidies_quotes_blanks_and_tabs)
{
    EXPECT_THAT(complete({"Bacteria", "\"Armatimonadetes\"", " C ", "O\tx", "F\r", "G"}, placeholder_rule::keep).names,
                ElementsAre("Bacteria", "Armatimonadetes", "C", "O x", "F", "G"));
}

TEST(main_rank, knows_six_ranks_from_the_top)
{
    EXPECT_EQ(main_rank("domain"), 0U);
    EXPECT_EQ(main_rank("genus"), 5U);
    EXPECT_FALSE(main_rank("suborder").has_value());
    EXPECT_FALSE(main_rank("").has_value());
}
