// SPDX-License-Identifier: BSD-3-Clause
// How many words of a query the sequences of an index hold.
#include <ampstream/kmer/word_index.hpp>

#include <cstdint>
#include <span>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/random.hpp>

namespace ampstream::kmer
{

namespace
{

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using words = std::vector<std::uint32_t>;

std::vector<std::uint16_t> counted(word_index const & index, words const & query)
{
    std::vector<std::uint16_t> counts{99, 99, 99, 99, 99, 99, 99}; // what an earlier query has left
    index.count(query, counts);
    return counts;
}

TEST(word_index, numbers_sequences_in_the_order_they_come)
{
    word_index index{3};
    EXPECT_EQ(index.add(words{1, 2}), 0U);
    EXPECT_EQ(index.add(words{}), 1U);
    EXPECT_EQ(index.add(words{63}), 2U);
    EXPECT_EQ(index.size(), 3U);
}

TEST(word_index, counts_the_words_of_the_query_in_each_sequence)
{
    word_index index{3};
    index.add(words{1, 2, 3});
    index.add(words{});
    index.add(words{3, 63});
    EXPECT_THAT(counted(index, {3, 1, 63, 7}), ElementsAre(2, 0, 2));
    EXPECT_THAT(counted(index, {}), ElementsAre(0, 0, 0));
}

TEST(word_index, is_empty_after_clear_and_can_be_filled_again)
{
    word_index index{3};
    index.add(words{1, 2});
    index.clear();
    EXPECT_EQ(index.size(), 0U);
    EXPECT_THAT(counted(index, {1}), IsEmpty());
    EXPECT_EQ(index.add(words{2}), 0U);
    EXPECT_THAT(counted(index, {1, 2}), ElementsAre(1));
}

TEST(word_index, adding_many_at_once_is_adding_one_after_the_other)
{
    for (unsigned const length : {4U, 11U})
    {
        random_stream draw{1, "index", length};
        word_index one{length};
        word_index all{length};
        std::uint32_t const words_there_are = length == 4 ? 256 : 3000;
        for (std::size_t const count : {1U, 63U, 0U, 65U, 700U, 3U, 900U})
        {
            std::vector<words> sequences(count);
            for (words & sequence : sequences)
                for (std::uint32_t word = 0; word < words_there_are; ++word)
                    if (draw.below(words_there_are) < word / 3) // the higher the more frequent
                        sequence.push_back(word);
            std::vector<std::span<std::uint32_t const>> const spans{sequences.begin(), sequences.end()};
            EXPECT_EQ(all.add_all(spans), one.size());
            for (words const & sequence : sequences)
                one.add(sequence);
            if (count == 3)
            {
                all.reserve(1700);
                one.reserve(1700);
            }
        }
        ASSERT_EQ(all.size(), one.size());
        for (std::uint32_t word = 0; word < words_there_are; ++word)
        {
            auto const list = all.sequences_with(word);
            EXPECT_THAT(one.sequences_with(word), ElementsAreArray(list.begin(), list.end()));
            EXPECT_EQ(all[word].count, one[word].count);
            EXPECT_EQ(all[word].last, one[word].last);
            EXPECT_EQ(all.row(word) == nullptr, one.row(word) == nullptr) << word;
            for (std::size_t i = 0; all.row(word) != nullptr && i < all.size(); i += 64)
            {
                ASSERT_EQ(all.row(word)[i / 64], one.row(word)[i / 64]) << word;
            }
        }
    }
}

TEST(word_index, refuses_sequences_with_more_words_than_its_counters_hold)
{
    word_index index{9};
    words many(65536);
    for (std::uint32_t i = 0; i < many.size(); ++i)
        many[i] = i;
    EXPECT_THROW(index.add(many), resource_error);
    many.pop_back();
    index.add(many);
    EXPECT_THAT(counted(index, many), ElementsAre(65535));
}

} // namespace

} // namespace ampstream::kmer
