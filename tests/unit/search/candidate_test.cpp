// SPDX-License-Identifier: BSD-3-Clause
// The ranking of candidates against sorting all of them.
#include <ampstream/search/candidate.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/random.hpp>

namespace ampstream::search
{

namespace
{

std::string mutated(random_stream & stream, std::string text, std::size_t changes)
{
    for (std::size_t i = 0; i < changes; ++i)
        text[stream.below(text.size())] = "ACGT"[stream.below(4)];
    return text.substr(stream.below(4));
}

std::vector<candidate> rank_all(database const & targets, std::span<std::uint32_t const> words, std::size_t threshold)
{
    std::vector<std::uint16_t> counts;
    targets.index().count(words, counts);
    std::vector<candidate> all;
    for (std::uint32_t target = 0; target < counts.size(); ++target)
        if (counts[target] >= threshold)
            all.push_back({counts[target], targets.length(target), target});
    std::ranges::sort(all, [](candidate const & x, candidate const & y) { return x < y; });
    return all;
}

} // namespace

TEST(candidate_ranker, gives_the_head_of_the_sorted_list_of_all_targets)
{
    random_stream stream{1, "ranker", 0};
    std::vector<std::string> families(6, std::string(300, 'A'));
    for (std::string & family : families)
        for (char & base : family)
            base = "ACGT"[stream.below(4)];
    database targets{false};
    for (int i = 0; i < 1500; ++i)
        targets.add(mutated(stream, families[stream.below(families.size())], stream.below(60)));
    candidate_ranker rank;
    kmer::distinct_words find_words{8};
    for (std::size_t i = 0; i < 60; ++i)
    {
        auto const words = find_words(mutated(stream, families[i % families.size()], stream.below(60)), false);
        for (std::size_t const threshold : {0, 12, 150})
        {
            std::vector<candidate> const all = rank_all(targets, words, threshold);
            for (std::size_t const most : {1, 4, 32, 2000})
            {
                auto const found = rank(targets, words, threshold, most);
                std::size_t const size = std::min(most, all.size());
                ASSERT_TRUE(std::equal(found.begin(), found.end(), all.begin(),
                                       all.begin() + static_cast<std::ptrdiff_t>(size)))
                    << "most " << most << ", threshold " << threshold;
            }
        }
    }
}

} // namespace ampstream::search
