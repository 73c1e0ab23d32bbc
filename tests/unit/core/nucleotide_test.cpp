// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/core/nucleotide.hpp>

#include <gtest/gtest.h>

using namespace ampstream;

TEST(nucleotide_set, follows_the_iupac_codes)
{
    EXPECT_EQ(nucleotide_set('A'), 1);
    EXPECT_EQ(nucleotide_set('u'), 8);
    EXPECT_EQ(nucleotide_set('R'), nucleotide_set('A') | nucleotide_set('G'));
    EXPECT_EQ(nucleotide_set('Y'), nucleotide_set('C') | nucleotide_set('T'));
    EXPECT_EQ(nucleotide_set('S'), nucleotide_set('C') | nucleotide_set('G'));
    EXPECT_EQ(nucleotide_set('W'), nucleotide_set('A') | nucleotide_set('T'));
    EXPECT_EQ(nucleotide_set('K'), nucleotide_set('G') | nucleotide_set('T'));
    EXPECT_EQ(nucleotide_set('M'), nucleotide_set('A') | nucleotide_set('C'));
    EXPECT_EQ(nucleotide_set('B'), 15 & ~nucleotide_set('A'));
    EXPECT_EQ(nucleotide_set('D'), 15 & ~nucleotide_set('C'));
    EXPECT_EQ(nucleotide_set('H'), 15 & ~nucleotide_set('G'));
    EXPECT_EQ(nucleotide_set('V'), 15 & ~nucleotide_set('T'));
    EXPECT_EQ(nucleotide_set('n'), 15);
    EXPECT_EQ(nucleotide_set('-'), 0);
    EXPECT_EQ(nucleotide_set('X'), 0);
}

TEST(complement, complements_every_base_of_the_set)
{
    auto const complement_set = [](std::uint8_t set)
    { return ((set & 1) << 3) | ((set & 2) << 1) | ((set & 4) >> 1) | ((set & 8) >> 3); };
    for (char const letter : {'A', 'C', 'G', 'T', 'R', 'Y', 'S', 'W', 'K', 'M', 'B', 'D', 'H', 'V', 'N', 'a', 'n', 'y'})
        EXPECT_EQ(nucleotide_set(complement(letter)), complement_set(nucleotide_set(letter))) << letter;
    EXPECT_EQ(complement('a'), 't');
    EXPECT_EQ(complement('-'), '-');
}

TEST(reverse_complement, is_its_own_inverse_on_dna)
{
    EXPECT_EQ(reverse_complement("GACTACHVGGGTATCTAATCC"), "GGATTAGATACCCBDGTAGTC");
    EXPECT_EQ(reverse_complement(reverse_complement("ACGTRYSWKMBDHVNacgtryswkmbdhvn")),
              "ACGTRYSWKMBDHVNacgtryswkmbdhvn");
    EXPECT_EQ(reverse_complement(""), "");
}
