// SPDX-License-Identifier: BSD-3-Clause
// How many words of a query the sequences of an index hold.
#include <ampstream/kmer/word_index.hpp>

#include <cstdint>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::kmer
{

namespace
{

using testing::ElementsAre;
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
