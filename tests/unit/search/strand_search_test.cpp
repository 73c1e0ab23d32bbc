// SPDX-License-Identifier: BSD-3-Clause
// The search of one query along one strand.
#include <ampstream/search/strand_search.hpp>

#include <string>
#include <utility>
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

/// A search and what it needs.
struct searched
{
    searched(database const & targets, criteria const & limits, std::string const & query = gene, hit_rules rules = {})
        : tools{limits, targets.index().word_length()}
    {
        strand.obey(std::move(rules));
        strand.begin(tools, limits, targets, query, false);
    }

    /// In the order of their turns.
    [[nodiscard]] std::vector<std::uint32_t> tried()
    {
        std::vector<std::uint32_t> numbers;
        for (judged const & one : strand.verdicts())
            numbers.push_back(one.target);
        return numbers;
    }

    search_tools tools;
    strand_search strand{};
};

TEST(strand_search, tries_targets_with_more_words_first)
{
    database const targets = database_of({changed(2), changed(0), changed(1)});
    searched found{targets, {.id = 0.5, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(found.tried(), ElementsAre(1, 2, 0));
}

TEST(strand_search, tries_the_shorter_of_targets_with_equal_words_first_then_the_earlier)
{
    database const targets = database_of({gene + "TTTTTTTTTT", gene + "AAAAAAA", gene, gene});
    searched found{targets, {.id = 0.5, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(found.tried(), ElementsAre(2, 3, 1, 0));
}

TEST(strand_search, does_not_try_targets_that_share_too_few_words)
{
    database const targets = database_of({std::string(50, 'C'), gene.substr(0, 18), gene.substr(0, 19)});
    searched found{targets, {.id = 0.1, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(found.tried(), ElementsAre(2)) << "12 words are needed: 19 bases";
}

TEST(strand_search, tries_every_target_for_a_query_without_words)
{
    database const targets = database_of({std::string(50, 'C'), gene});
    searched found{targets, {.id = 0.1, .maxaccepts = 0, .maxrejects = 0}, "NNNNNNNNNNNN"};
    EXPECT_THAT(found.tried(), ElementsAre(0, 1));
}

TEST(strand_search, stops_at_the_first_hit_by_default_even_if_a_better_one_follows)
{
    database const targets = database_of({changed(1, 25), changed(1, 0)});
    searched found{targets, {.id = 0.97}};
    EXPECT_THAT(found.tried(), ElementsAre(1)) << "a change at the end costs one word, inside eight";
}

TEST(strand_search, lets_the_test_before_alignment_refuse_at_the_cost_of_a_reject)
{
    database const targets = database_of({gene, gene, gene});
    hit_rules const rules{.may_align = [](std::uint32_t target) { return target == 2; }};
    searched found{targets, {.id = 0.97, .maxaccepts = 1, .maxrejects = 2}, gene, rules};
    EXPECT_THAT(found.tried(), ElementsAre(0, 1));
    EXPECT_EQ(found.strand.best(), nullptr);
    EXPECT_EQ(found.strand.spent(), (effort{.queries = 1, .candidates = 2, .refused = 2}));
}

TEST(strand_search, finds_nothing_in_an_empty_database)
{
    database const targets = database_of({});
    searched found{targets, {}};
    EXPECT_THAT(found.tried(), IsEmpty());
    EXPECT_EQ(found.strand.best(), nullptr);
}

TEST(strand_search, takes_the_most_similar_hit_then_the_earliest)
{
    database const targets = database_of({changed(1, 30), changed(0) + "A", changed(0), changed(2)});
    searched found{targets, {.id = 0.9, .maxaccepts = 0, .maxrejects = 0}};
    EXPECT_THAT(found.tried(), ElementsAre(2, 1, 0, 3));
    EXPECT_EQ(found.strand.best()->target, 1U) << "gaps at the ends do not count: both are 100 %";
}

} // namespace

} // namespace ampstream::search
