// SPDX-License-Identifier: BSD-3-Clause
// Which words a sequence is made of.
#include <ampstream/kmer/distinct_words.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::kmer
{

namespace
{

using testing::ElementsAre;
using testing::IsEmpty;

TEST(distinct_words, are_two_bits_a_base_in_order_of_first_occurrence)
{
    distinct_words find{3};
    EXPECT_THAT(find("ACGT", false), ElementsAre(0b00'01'10U, 0b01'10'11U));
    EXPECT_THAT(find("TTTA", false), ElementsAre(0b11'11'11U, 0b11'11'00U));
}

TEST(distinct_words, count_once_and_are_forgotten_by_the_next_sequence)
{
    distinct_words find{3};
    EXPECT_THAT(find("AAAAAAA", false), ElementsAre(0U));
    EXPECT_THAT(find("AAAAAAA", false), ElementsAre(0U));
}

TEST(distinct_words, touch_no_ambiguous_letter)
{
    distinct_words find{3};
    EXPECT_THAT(find("ACGNACG", false), ElementsAre(0b00'01'10U));
    EXPECT_THAT(find("ACNGTNAR", false), IsEmpty());
}

TEST(distinct_words, of_lower_case_letters_are_left_out_only_when_asked_for)
{
    distinct_words find{3};
    EXPECT_THAT(find("ACgTTT", true), ElementsAre(0b11'11'11U));
    EXPECT_THAT(find("ACgT", false), ElementsAre(0b00'01'10U, 0b01'10'11U));
}

TEST(distinct_words, do_not_tell_u_from_t)
{
    distinct_words find{3};
    EXPECT_THAT(find("UUT", false), ElementsAre(0b11'11'11U));
}

TEST(distinct_words, are_none_in_sequences_shorter_than_a_word)
{
    distinct_words find;
    EXPECT_EQ(find.length(), 8U);
    EXPECT_THAT(find("ACGTACG", false), IsEmpty());
    EXPECT_THAT(find("", false), IsEmpty());
    EXPECT_THAT(find("ACGTACGT", false), testing::SizeIs(1));
}

TEST(distinct_words, may_be_of_any_length_that_is_allowed)
{
    for (unsigned length = shortest_word; length <= longest_word; ++length)
    {
        distinct_words find{length};
        std::string const sequence(length, 'T');
        EXPECT_THAT(find(sequence, false), ElementsAre((1U << (2 * length)) - 1)) << length;
    }
}

} // namespace

} // namespace ampstream::kmer
