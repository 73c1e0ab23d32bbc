// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/trim/primer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/trim/options.hpp>

using namespace ampstream::trim;
using ampstream::usage_error;

TEST(primer, is_taken_as_papers_print_it)
{
    EXPECT_EQ(normalised_primer("5'-cct acg ggn ggc wgc ag-3'", "forward"), "CCTACGGGNGGCWGCAG");
    EXPECT_EQ(normalised_primer("GUGIC", "forward"), "GTGNC");
}

TEST(primer, that_cannot_be_one_is_refused_with_its_letter)
{
    EXPECT_THROW((void)normalised_primer("", "forward"), usage_error);
    EXPECT_THROW((void)normalised_primer("NNNN", "forward"), usage_error);
    EXPECT_THROW((void)normalised_primer(std::string(121, 'A'), "forward"), usage_error);
    try
    {
        (void)normalised_primer("ACGZ", "reverse");
        FAIL();
    }
    catch (usage_error const & failure)
    {
        EXPECT_THAT(failure.what(), testing::HasSubstr("--reverse is 'ACGZ'; 'Z'"));
    }
}

TEST(primer_sets, have_unique_names_legal_sequences_and_a_source)
{
    for (primer_set const & set : primer_sets())
    {
        EXPECT_EQ(&find_primer_set(set.name), &set);
        EXPECT_EQ(&find_primer_set(set.alias), &set);
        for (primer const & one : {set.forward, set.reverse})
        {
            EXPECT_EQ(normalised_primer(one.sequence, "x"), one.sequence);
            EXPECT_FALSE(one.source.empty());
        }
    }
    EXPECT_EQ(find_primer_set("v3v4").forward.sequence, "CCTACGGGNGGCWGCAG");
    EXPECT_EQ(find_primer_set("341f/805r").reverse.sequence, "GACTACHVGGGTATCTAATCC");
}

TEST(primer_sets, an_unknown_name_lists_the_known_ones)
{
    EXPECT_THAT([] { (void)find_primer_set("v9"); },
                testing::ThrowsMessage<usage_error>(testing::HasSubstr("v3v4 (341F/805R)")));
}

TEST(trim_options, sequences_given_replace_those_of_the_set)
{
    options chosen;
    EXPECT_THROW((void)chosen_primers(chosen), usage_error);
    chosen.primers = "v4";
    chosen.reverse = "acgtacgt";
    EXPECT_EQ(chosen_primers(chosen).forward.sequence, "GTGYCAGCMGCCGCGGTAA");
    EXPECT_EQ(chosen_primers(chosen).reverse.sequence, "ACGTACGT");
    chosen.primers.clear();
    EXPECT_EQ(chosen_primers(chosen).forward.sequence, "");
    EXPECT_NO_THROW(chosen.validate());
}

TEST(trim_options, what_cannot_be_is_refused)
{
    options chosen{.primers = "v4"};
    auto const refuses = [](options const & wrong) { EXPECT_THROW(wrong.validate(), usage_error); };
    options wrong = chosen;
    wrong.error_rate = -0.1;
    refuses(wrong);
    wrong = chosen;
    wrong.error_rate = 30;
    refuses(wrong);
    wrong = chosen;
    wrong.overlap = 0;
    refuses(wrong);
    wrong = chosen;
    wrong.require = "none";
    refuses(wrong);
    wrong = {.forward = "ACGTACGT", .require = "reverse"};
    refuses(wrong);
    wrong = {.forward = "ACGTACGT", .anchor = "reverse"};
    refuses(wrong);
}
