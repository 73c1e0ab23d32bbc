// SPDX-License-Identifier: BSD-3-Clause
// Counting in blocks against the plain way.
#include <ampstream/kmer/word_counter.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::kmer
{

namespace
{

/// Distinct words: common ones below 200, rare ones above.
std::vector<std::uint32_t> draw_words(random_stream & stream, std::uint32_t vocabulary)
{
    std::vector<std::uint32_t> words;
    for (std::uint32_t word = 0; word < 200; ++word)
        if (stream.below(3) != 0)
            words.push_back(word);
    for (std::size_t i = 0; i < 40; ++i)
        words.push_back(200 + static_cast<std::uint32_t>(stream.below(vocabulary - 200)));
    std::ranges::sort(words);
    auto const repeated = std::ranges::unique(words);
    words.erase(repeated.begin(), repeated.end());
    for (std::size_t i = words.size(); i > 1; --i)
        std::swap(words[i - 1], words[stream.below(i)]);
    return words;
}

} // namespace

TEST(word_counter, finds_what_the_plain_way_counts_while_the_index_grows)
{
    random_stream stream{1, "word counter", 0};
    word_index index{6};
    word_counter counter;
    std::vector<std::uint16_t> expected;
    for (std::size_t const size : {0, 1, 511, 512, 513, 1024, 1700, 3000})
    {
        while (index.size() < size)
            index.add(draw_words(stream, 4096));
        for (int i = 0; i < 4; ++i)
        {
            std::vector<std::uint32_t> const query = draw_words(stream, 4096);
            index.count(query, expected);
            std::size_t const first = i % 2 == 0 ? 0 : stream.below(size + 1);
            std::size_t const least = i < 2 ? 12 : 100;
            std::vector<std::pair<std::uint32_t, std::uint16_t>> found;
            std::vector<std::pair<std::uint32_t, std::uint16_t>> wanted;
            counter.start(index, query, first);
            while (counter.next(least,
                                [&](std::uint32_t number, std::uint16_t count) { found.emplace_back(number, count); }))
            {
            }
            for (std::size_t number = first; number < size; ++number)
                if (expected[number] >= least)
                    wanted.emplace_back(number, expected[number]);
            ASSERT_EQ(found, wanted) << size << " sequences from " << first;
        }
    }
}

TEST(word_counter, a_query_without_words_finds_everybody_if_none_is_asked_for)
{
    word_index index{3};
    for (std::uint32_t i = 0; i < 600; ++i)
        index.add(std::vector<std::uint32_t>{i % 64});
    word_counter counter;
    std::size_t found = 0;
    counter.start(index, {});
    while (counter.next(0, [&](std::uint32_t, std::uint16_t count) { found += count == 0 ? 1 : 0; }))
    {
    }
    EXPECT_EQ(found, 600U);
}

TEST(word_index, forgets_its_rows_when_cleared)
{
    word_index index{3};
    for (int i = 0; i < 20; ++i)
        index.add(std::vector<std::uint32_t>{5});
    ASSERT_TRUE(index[5].has_row());
    index.clear();
    EXPECT_FALSE(index[5].has_row());
    EXPECT_EQ(index.size(), 0U);
    index.add(std::vector<std::uint32_t>{7});
    EXPECT_EQ(index.sequences_with(7).size(), 1U);
}

} // namespace ampstream::kmer
