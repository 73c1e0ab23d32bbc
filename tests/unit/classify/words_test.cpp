// SPDX-License-Identifier: BSD-3-Clause
// Rules of words.
#include <ampstream/classify/words.hpp>

#include <gmock/gmock.h>

#include <ampstream/core/nucleotide.hpp>

#include "classify_testing.hpp"

namespace
{

using namespace ampstream;
using classify::append_words;
using classify::word;

std::vector<word> words_of(std::string_view sequence)
{
    std::vector<word> words;
    append_words(sequence, words);
    return words;
}

TEST(words, overlap_and_the_first_base_is_highest)
{
    EXPECT_THAT(words_of("AAAAAAACG"), testing::ElementsAre(0b01, 0b0110));
    EXPECT_THAT(words_of("TAAAAAAA"), testing::ElementsAre(0xc000));
}

TEST(words, repeats_are_kept)
{
    EXPECT_THAT(words_of("AAAAAAAAAA"), testing::ElementsAre(0, 0, 0));
}

TEST(words, no_word_holds_a_letter_that_is_no_plain_base)
{
    EXPECT_TRUE(words_of("ACGTACG").empty());
    EXPECT_TRUE(words_of("ACGTACGNACGTACG").empty());
    EXPECT_EQ(words_of("NACGTACGTNACGTACGTR").size(), 2U);
}

TEST(words, case_and_uracil_do_not_matter)
{
    EXPECT_EQ(words_of("acguacgu"), words_of("ACGTACGT"));
}

TEST(words, reverse_complement_is_the_word_on_the_other_strand)
{
    for (std::uint64_t seed = 0; seed < 500; ++seed)
    {
        std::string const bases = classify::testing::random_bases(seed, 8);
        EXPECT_EQ(classify::reverse_complement(words_of(bases).front()),
                  words_of(ampstream::reverse_complement(bases)).front());
    }
}

} // namespace
