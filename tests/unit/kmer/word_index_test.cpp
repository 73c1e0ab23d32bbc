// SPDX-License-Identifier: BSD-3-Clause
// How many words of a query the sequences of an index hold.
#include <ampstream/kmer/word_index.hpp>

#include <cstdint>
#include <functional>
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
            EXPECT_EQ(all.sequences_with(word), one.sequences_with(word));
            EXPECT_EQ(all[word].count(), one[word].count());
        }
    }
}

TEST(word_index, holds_what_it_was_given_while_words_become_frequent_and_rare_again)
{
    random_stream draw{2, "index", 0};
    word_index index{5};
    word_index::runner const backwards = [](std::size_t count, std::function<void(std::size_t)> const & work)
    {
        while (count-- > 0)
            work(count);
    };
    for (int filling = 0; filling < 2; ++filling)
    {
        index.clear();
        if (filling == 1)
            index.reserve(3000);
        std::vector<std::vector<std::uint32_t>> plain(1024);
        bool had_row = false;
        bool lost_row = false;
        while (index.size() < 6000)
        {
            std::vector<words> sequences(draw.below(400));
            for (std::size_t i = 0; i < sequences.size(); ++i)
                for (std::uint32_t word = 0; word < 1024; ++word)
                    if (word < 40 ? draw.below(40) < word : draw.below(200 + index.size()) < 8) // those become rare
                    {
                        sequences[i].push_back(word);
                        plain[word].push_back(static_cast<std::uint32_t>(index.size() + i));
                    }
            had_row |= index[40].has_row();
            lost_row |= had_row && !index[40].has_row();
            std::vector<std::span<std::uint32_t const>> const spans{sequences.begin(), sequences.end()};
            index.add_all(spans, draw.below(2) == 0 ? backwards : word_index::runner{});
        }
        EXPECT_TRUE(filling == 1 || lost_row);
        EXPECT_TRUE(index[39].has_row());
        for (std::uint32_t word = 0; word < 1024; ++word)
        {
            ASSERT_THAT(index.sequences_with(word), ElementsAreArray(plain[word])) << word;
            ASSERT_EQ(index[word].count(), plain[word].size());
            bool const is_frequent = plain[word].size() >= 48; // every 128th of 12 blocks of 512
            ASSERT_TRUE(index[word].has_row() || !is_frequent) << word;
            ASSERT_TRUE(!index[word].has_row() || plain[word].size() >= 44) << word;
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
