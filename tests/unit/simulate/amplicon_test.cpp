// SPDX-License-Identifier: BSD-3-Clause
// Rules of in silico PCR.
#include <ampstream/simulate/amplicon.hpp>

#include <gtest/gtest.h>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::simulate
{

TEST(find_site, iupac_letters_match_on_both_sides)
{
    EXPECT_EQ(find_site("ACGN", "TTACGTTT", 0, 0), (primer_site{2, 0}));
    EXPECT_EQ(find_site("ASG", "TTAWGTT", 0, 0), std::nullopt);
    EXPECT_EQ(find_site("ACG", "TTAYGTT", 0, 0), (primer_site{2, 0}));
}

TEST(find_site, the_site_with_fewest_mismatches_wins_and_the_first_among_equals)
{
    EXPECT_EQ(find_site("ACGT", "ACGAACGTACGT", 0, 2), (primer_site{4, 0}));
    EXPECT_EQ(find_site("ACGT", "ACGAAACGATT", 0, 1), (primer_site{0, 1}));
}

TEST(find_site, a_site_with_exactly_the_allowed_mismatches_is_found)
{
    EXPECT_EQ(find_site("AAAA", "CCAACCC", 0, 2), (primer_site{0, 2}));
    EXPECT_EQ(find_site("AAAA", "CCAACCC", 0, 1), std::nullopt);
}

TEST(find_site, a_sequence_shorter_than_the_primer_has_no_site)
{
    EXPECT_EQ(find_site("ACGT", "ACG", 0, 4), std::nullopt);
    EXPECT_EQ(find_site("ACGT", "", 0, 4), std::nullopt);
    EXPECT_EQ(find_site("ACGT", "ACGT", 1, 4), std::nullopt);
}

TEST(cut_amplicon, what_lies_between_the_primers_is_cut_from_either_strand)
{
    std::string const reference = "GGGGACGTACGTTTCCATTCCTTGCAAGGTTTT";
    auto const insert = cut_amplicon(reference, "ACGTACGT", "CCTTGCAA", 0);
    ASSERT_TRUE(insert.has_value());
    EXPECT_EQ(*insert, "TTCCATTCC");
    EXPECT_EQ(cut_amplicon(reverse_complement(reference), "ACGTACGT", "CCTTGCAA", 0), insert);
}

TEST(cut_amplicon, a_missing_or_misplaced_site_gives_nothing)
{
    EXPECT_EQ(cut_amplicon("GGGGACGTACGTTTCC", "ACGTACGT", "CCTTGCAA", 0), std::nullopt);
    EXPECT_EQ(cut_amplicon("TTGCAAGGCCACGTACGT", "ACGTACGT", "CCTTGCAA", 0), std::nullopt); // right before left
}

} // namespace ampstream::simulate
