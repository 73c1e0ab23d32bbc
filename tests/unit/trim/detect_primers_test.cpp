// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/trim/detect_primers.hpp>

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/nucleotide.hpp>

using namespace ampstream;
using testing::HasSubstr;

namespace
{

std::string const v4_forward = "GTGCCAGCAGCCGCGGTAA";
std::string const v4_reverse = "GGACTACAAGGGTATCTAAT";

pair_batch pairs_of(std::size_t count, std::string const & first, std::string const & second)
{
    pair_batch pairs;
    for (std::size_t i = 0; i < count; ++i)
    {
        pairs.forward.push_back("p", first, std::string(first.size(), 'I'), i + 1);
        pairs.reverse.push_back("p", second, std::string(second.size(), 'I'), i + 1);
    }
    return pairs;
}

} // namespace

TEST(detect_primers, finds_a_set_its_orientation_and_its_spacer_in_pairs)
{
    auto const pairs = pairs_of(10, "TGACT" + v4_reverse + "ACGATTTAGC", v4_forward + "TTAGCATTAG");
    auto const survey = trim::detect_primers(pairs, trim::primer_sets());
    EXPECT_EQ(survey.reads, 10U);
    EXPECT_DOUBLE_EQ(survey.share("v4", true), 1.0);
    EXPECT_DOUBLE_EQ(survey.share("v4", false), 0.0);
    ASSERT_NE(survey.best(), nullptr);
    EXPECT_EQ(survey.best()->set.name, "v4");
    EXPECT_TRUE(survey.best()->is_turned);
    EXPECT_EQ(survey.best()->reverse.usual_offset(), 5U);
    EXPECT_EQ(survey.best()->forward.usual_offset(), 0U);
}

TEST(detect_primers, finds_a_set_on_either_strand_of_merged_reads)
{
    std::string const amplicon = v4_forward + "TTAGCATTAGGATCATGA" + reverse_complement(v4_reverse);
    read_batch reads;
    reads.push_back("a", amplicon, {}, 1);
    reads.push_back("b", reverse_complement(amplicon), {}, 2);
    auto const survey = trim::detect_primers(reads, trim::primer_sets());
    EXPECT_DOUBLE_EQ(survey.share("v4", false), 0.5);
    EXPECT_DOUBLE_EQ(survey.share("v4", true), 0.5);
    EXPECT_DOUBLE_EQ(trim::usable_share(survey, trim::find_primer_set("v4"), true), 1.0);
}

TEST(detect_primers, looks_at_the_first_reads_only)
{
    EXPECT_EQ(trim::detect_primers(pairs_of(10, "ACGT", "ACGT"), trim::primer_sets(), 4).reads, 4U);
}

TEST(explain, names_the_set_that_is_there_instead_with_numbers)
{
    auto const pairs = pairs_of(10, "TGACT" + v4_forward + "ACGATTTAGC", v4_reverse + "TTAGCATTAG");
    trim::primer_set const chosen = trim::find_primer_set("v3v4");
    auto const survey = trim::detect_primers(pairs, trim::sets_to_survey(chosen));
    std::string const text = trim::explain(survey, chosen, false);
    EXPECT_THAT(text, HasSubstr("of the first 10 pairs 0.0 % have the primers of set v3v4"));
    EXPECT_THAT(text, HasSubstr("100.0 % have those of set v4"));
    EXPECT_THAT(text, HasSubstr("in R1 behind 5 bases"));
    EXPECT_THAT(text, HasSubstr("use --primers v4."));
}

TEST(explain, advises_to_orient_when_the_mates_are_swapped)
{
    auto const pairs = pairs_of(10, v4_reverse + "TTAGCATTAG", v4_forward + "ACGATTTAGC");
    trim::primer_set const chosen = trim::find_primer_set("v4");
    auto const survey = trim::detect_primers(pairs, trim::sets_to_survey(chosen));
    EXPECT_THAT(trim::explain(survey, chosen, false), HasSubstr("with the mates swapped: add --orient."));
    EXPECT_THAT(trim::explain(survey, chosen, true), testing::Not(HasSubstr("add --orient")));
}

TEST(detect_primers, a_site_deep_in_the_read_is_not_what_the_reads_were_made_with)
{
    auto const pairs = pairs_of(10, std::string(177, 'A') + v4_forward + "ACGATTTAGC", v4_reverse + "TTAGCATTAG");
    auto const survey = trim::detect_primers(pairs, trim::primer_sets());
    EXPECT_EQ(survey.best()->complete_near(), 0U);
    EXPECT_DOUBLE_EQ(survey.share("v4", false), 1.0); // yet it can be cut there
}

TEST(explain, names_single_primers_when_no_set_is_complete)
{
    auto const pairs = pairs_of(10, "TTAGC" + v4_forward + "ACGATTTAGC", "GACTACACGGGTATCTAATCCTTAGCATTAG");
    trim::primer_set const chosen = trim::find_primer_set("v1v2");
    auto const survey = trim::detect_primers(pairs, trim::sets_to_survey(chosen));
    std::string const text = trim::explain(survey, chosen, false);
    EXPECT_THAT(text, HasSubstr("100.0 % 515F-Parada GTGYCAGCMGCCGCGGTAA in R1 behind 5 bases"));
    EXPECT_THAT(text, HasSubstr("805R GACTACHVGGGTATCTAATCC in R2"));
}

TEST(explain, supposes_that_primers_were_cut_before_when_none_is_found)
{
    trim::primer_set const chosen{"given", "a/b", "", {"a", "AAAACCCCGGGG", ""}, {}};
    auto const survey = trim::detect_primers(pairs_of(10, "TTAGCATTAG", "ACGATTTAGC"), trim::sets_to_survey(chosen));
    EXPECT_THAT(trim::explain(survey, chosen, false), HasSubstr("were the primers cut before"));
    EXPECT_THAT(trim::explain(trim::detect_primers(pair_batch{}, trim::primer_sets()), chosen, false),
                HasSubstr("no pairs"));
}
