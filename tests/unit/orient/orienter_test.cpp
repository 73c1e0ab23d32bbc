// SPDX-License-Identifier: BSD-3-Clause
// Rules of the vote of words.
#include <ampstream/orient/orienter.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>

namespace ampstream::orient
{

namespace
{

std::string const base = "ACGTTGCATTCAGGACTCCATGAGTTCAACGG";

verdict judge(std::vector<std::string> const & database, std::string const & query, options const & chosen = {})
{
    word_census census{static_cast<unsigned>(chosen.wordlength), kmer::masking_named(chosen.dbmask)};
    for (std::string const & one : database)
        census.add(one);
    return orienter{chosen, census}(query);
}

} // namespace

TEST(orienter, words_of_the_database_speak_for_their_strand)
{
    EXPECT_EQ(judge({base}, base), (verdict{strand::plus, 21, 0}));
    EXPECT_EQ(judge({base}, reverse_complement(base)), (verdict{strand::minus, 0, 21}));
    EXPECT_EQ(judge({base}, base.substr(0, 11)), (verdict{strand::unknown, 0, 0}));
}

TEST(orienter, a_word_needs_more_than_eight_times_as_many_sequences)
{
    std::string const word = base.substr(0, 12);
    std::vector<std::string> database(8, word);
    database.push_back(reverse_complement(word));
    EXPECT_EQ(judge(database, word), (verdict{strand::unknown, 0, 0}));
    database.push_back(word);
    EXPECT_EQ(judge(database, word), (verdict{strand::plus, 1, 0}));
}

TEST(orienter, a_strand_needs_four_times_as_many_words)
{
    options const chosen{.wordlength = 12};
    std::string const minus = "GATTACACCGTA"; // one word
    EXPECT_EQ(judge({base, reverse_complement(minus)}, base.substr(0, 15) + "N" + minus, chosen),
              (verdict{strand::plus, 4, 1}));
    EXPECT_EQ(judge({base, reverse_complement(minus)}, base.substr(0, 14) + "N" + minus, chosen),
              (verdict{strand::unknown, 3, 1}));
}

TEST(orienter, lower_case_letters_of_the_query_count_only_without_masking)
{
    std::string lower = base;
    for (char & letter : lower)
        letter = static_cast<char>(letter | 0x20);
    EXPECT_EQ(judge({base}, lower).shown, strand::unknown);
    EXPECT_EQ(judge({base}, lower, {.qmask = "none"}).shown, strand::plus);
}

TEST(orienter, a_repeated_word_counts_once)
{
    EXPECT_EQ(judge({base}, base + "N" + base), (verdict{strand::plus, 21, 0}));
}

TEST(reverse_complement_word, is_its_own_inverse)
{
    EXPECT_EQ(reverse_complement_word(0b00011011, 4), 0b00011011U); // ACGT
    EXPECT_EQ(reverse_complement_word(0b000000, 3), 0b111111U);     // AAA, TTT
    for (std::uint32_t word = 0; word < 1024; ++word)
        EXPECT_EQ(reverse_complement_word(reverse_complement_word(word, 5), 5), word);
}

TEST(options, word_length_is_limited)
{
    EXPECT_THROW((options{.wordlength = 13}.validate()), usage_error);
    EXPECT_THROW((options{.wordlength = 2}.validate()), usage_error);
}

} // namespace ampstream::orient
