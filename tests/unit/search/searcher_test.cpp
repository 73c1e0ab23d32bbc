// SPDX-License-Identifier: BSD-3-Clause
// The search of one query.
#include <ampstream/search/searcher.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::search
{

namespace
{

using testing::ElementsAre;
using testing::IsEmpty;

std::string const gene = "ACGTTGCATCGGATTACACCAGTGTGACCTTAGGCATCCGATGCAAGTCT";

/// `gene` with `count` bases changed, the first of them at `first`, ten apart.
std::string changed(std::size_t count, std::size_t first = 4)
{
    std::string copy = gene;
    for (std::size_t i = 0; i < count; ++i)
        copy[first + 10 * i] = copy[first + 10 * i] == 'A' ? 'C' : 'A';
    return copy;
}

database database_of(std::vector<std::string> const & sequences)
{
    database targets{false};
    for (std::string const & one : sequences)
        targets.add(one);
    return targets;
}

std::vector<std::uint32_t> tried(std::span<trial const> trials)
{
    std::vector<std::uint32_t> numbers;
    for (trial const & one : trials)
        numbers.push_back(one.target);
    return numbers;
}

TEST(searcher, tries_targets_with_more_words_first)
{
    database const targets = database_of({changed(2), changed(0), changed(1)});
    searcher find{targets, {.id = 0.5, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(tried(find(gene)), ElementsAre(1, 2, 0));
}

TEST(searcher, tries_the_shorter_of_targets_with_equal_words_first_then_the_earlier)
{
    database const targets = database_of({gene + "TTTTTTTTTT", gene + "AAAAAAA", gene, gene});
    searcher find{targets, {.id = 0.5, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(tried(find(gene)), ElementsAre(2, 3, 1, 0));
}

TEST(searcher, does_not_try_targets_that_share_too_few_words)
{
    database const targets = database_of({std::string(50, 'C'), gene.substr(0, 18), gene.substr(0, 19)});
    searcher find{targets, {.id = 0.1, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(tried(find(gene)), ElementsAre(2)) << "12 words are needed: 19 bases";
}

TEST(searcher, tries_every_target_for_a_query_without_words)
{
    database const targets = database_of({std::string(50, 'C'), gene});
    searcher find{targets, {.id = 0.1, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(tried(find("NNNNNNNNNNNN")), ElementsAre(0, 1));
}

TEST(searcher, stops_at_the_first_hit_by_default_even_if_a_better_one_follows)
{
    database const targets = database_of({changed(1, 25), changed(1, 0)});
    searcher find{targets, {.id = 0.97}};
    EXPECT_THAT(tried(find(gene)), ElementsAre(1)) << "a change at the end costs one word, inside eight";
}

TEST(searcher, lets_the_test_before_alignment_refuse_at_the_cost_of_a_reject)
{
    database const targets = database_of({gene, gene, gene});
    searcher find{targets, {.id = 0.97, .maxaccepts = 1, .maxrejects = 2}};
    std::span<trial const> const trials = find(gene, [](std::uint32_t target) { return target == 2; });
    EXPECT_THAT(tried(trials), ElementsAre(0, 1));
    EXPECT_EQ(best_hit(trials), nullptr);
    EXPECT_EQ(find.spent(), (effort{.queries = 1, .candidates = 2, .refused = 2}));
}

TEST(searcher, finds_nothing_in_an_empty_database)
{
    database const targets = database_of({});
    searcher find{targets, {}};
    EXPECT_THAT(find(gene), IsEmpty());
}

TEST(best_hit, is_the_most_similar_then_the_earliest)
{
    database const targets = database_of({changed(1, 30), changed(0) + "A", changed(0), changed(2)});
    searcher find{targets, {.id = 0.9, .maxaccepts = 0, .maxrejects = 0}};
    std::span<trial const> const trials = find(gene);
    EXPECT_THAT(tried(trials), ElementsAre(2, 1, 0, 3));
    EXPECT_EQ(best_hit(trials)->target, 1U) << "gaps at the ends do not count: both are 100 %";
}

} // namespace

} // namespace ampstream::search
