// SPDX-License-Identifier: BSD-3-Clause
// Rules of classification, and the proof that what is pruned could not have won.
#include <ampstream/classify/classifier.hpp>

#include <algorithm>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/simd/target.hpp>

#include "classify_testing.hpp"

namespace
{

using namespace ampstream;
using namespace ampstream::classify;
using ampstream::classify::testing::made_up_reference;
using ampstream::classify::testing::mutated;
using ampstream::classify::testing::naive_bayes;
using ampstream::classify::testing::random_bases;
using ampstream::classify::testing::trained;

/// Pieces of reference genes, more or less changed, with N, and sequences of no kin.
std::vector<std::string> hostile_queries(reference::reference_set const & references, std::size_t count)
{
    std::vector<std::string> queries;
    random_stream draw{7, "test queries", 0};
    for (std::size_t i = 0; i < count; ++i)
    {
        std::string const gene{references.sequence(draw.below(references.size()))};
        std::size_t const length = std::min<std::size_t>(gene.size(), 60 + draw.below(gene.size()));
        std::string const piece = gene.substr(draw.below(gene.size() - length + 1), length);
        constexpr std::array rates{0.0, 0.01, 0.1, 0.4, 1.0};
        queries.push_back(mutated(piece, rates[i % rates.size()], i, i % 7 == 0 ? "ACGTN" : "ACGT"));
    }
    return queries;
}

/// By rank, rounds of java.util.Random(1) won below the best genus; nothing if a round is tied.
std::vector<std::size_t> naive_rounds(naive_bayes const & naive, std::vector<word> const & words, lineage const & best)
{
    std::vector<std::size_t> rounds(best.size());
    java_random draw{1};
    std::size_t const draws = std::max<std::size_t>(words.size() / 8, 5);
    for (int round = 0; round < 100; ++round)
    {
        std::vector<word> drawn;
        for (std::size_t i = 0; i < draws; ++i)
            drawn.push_back(words[draw.below(static_cast<std::uint32_t>(words.size()))]);
        std::vector<std::size_t> const winners = naive.best(drawn);
        if (winners.size() > 1)
            return {};
        lineage const & winner = naive.lineage_of(winners.front());
        for (std::size_t rank = 0; rank < best.size() && winner[rank] == best[rank]; ++rank)
            ++rounds[rank];
    }
    return rounds;
}

TEST(classifier, winners_are_those_of_the_definition_without_pruning)
{
    for (std::size_t const genera : {1U, 3U, 8U, 63U, 70U})
    {
        reference::reference_set const references = made_up_reference(genera, 300);
        naive_bayes const naive{references};
        classifier const judge{trained(references), {.rng = "java", .orientation = "plus"}};
        std::size_t compared_rounds = 0;
        for (std::string const & query : hostile_queries(references, 60))
        {
            std::vector<word> words;
            append_words(query, words);
            if (words.size() < 42)
                continue;
            outcome const found = judge.examine(query);
            std::vector<std::size_t> const best = naive.best(words);
            EXPECT_EQ(found.is_tied, best.size() > 1);
            lineage const & expected = naive.lineage_of(best.front());
            std::vector<std::size_t> const rounds = naive_rounds(naive, words, expected);
            ASSERT_EQ(found.call.calls.size(), expected.size());
            for (std::size_t rank = 0; rank < expected.size(); ++rank)
            {
                EXPECT_EQ(found.call.calls[rank].name, expected[rank]);
                if (rounds.empty())
                    continue;
                EXPECT_EQ(found.call.calls[rank].confidence, static_cast<double>(rounds[rank]) / 100);
            }
            compared_rounds += rounds.empty() ? 0 : 1;
        }
        EXPECT_GT(compared_rounds, 25U) << genera;
    }
}

TEST(classifier, a_query_of_very_many_words_is_called_by_the_definition_too)
{
    reference::reference_set const references = made_up_reference(12, 400);
    naive_bayes const naive{references};
    classifier const judge{trained(references), {.rng = "java", .orientation = "plus"}};
    std::string query;
    for (std::size_t i = 0; i < 40; ++i)
        query += mutated(std::string{references.sequence(i % 3)}, 0.2, i);
    std::vector<word> words;
    append_words(query, words);
    ASSERT_GT(words.size() / 8 * 255, 65535U); // beyond the screening's 16-bit sums
    lineage const & expected = naive.lineage_of(naive.best(words).front());
    outcome const found = judge.examine(query);
    std::vector<std::size_t> const rounds = naive_rounds(naive, words, expected);
    ASSERT_FALSE(rounds.empty());
    for (std::size_t rank = 0; rank < expected.size(); ++rank)
    {
        EXPECT_EQ(found.call.calls[rank].name, expected[rank]);
        EXPECT_EQ(found.call.calls[rank].confidence, static_cast<double>(rounds[rank]) / 100);
    }
}

TEST(classifier, threads_do_not_change_an_outcome)
{
    reference::reference_set const references = made_up_reference(40, 300);
    classifier const judge{trained(references), {}};
    std::vector<std::string> const queries = hostile_queries(references, 150);
    std::vector<std::string_view> const views{queries.begin(), queries.end()};
    outcomes const one = classify_all(judge, views, exec::thread_budget{1});
    outcomes const three = classify_all(judge, views, exec::thread_budget{3});
    EXPECT_EQ(one.counts, three.counts);
    for (std::size_t i = 0; i < queries.size(); ++i)
    {
        ASSERT_EQ(one.queries[i].call.calls.size(), three.queries[i].call.calls.size());
        for (std::size_t rank = 0; rank < one.queries[i].call.calls.size(); ++rank)
        {
            EXPECT_EQ(one.queries[i].call.calls[rank].name, three.queries[i].call.calls[rank].name);
            EXPECT_EQ(one.queries[i].call.calls[rank].confidence, three.queries[i].call.calls[rank].confidence);
        }
    }
}

TEST(classifier, the_instruction_set_does_not_change_an_outcome)
{
    reference::reference_set const references = made_up_reference(150, 300);
    classifier const judge{trained(references), {}};
    simd::target const best = simd::best_target();
    for (std::string const & query : hostile_queries(references, 150))
    {
        outcome const with_best = judge.examine(query);
        simd::force_target(simd::target::portable);
        outcome const plain = judge.examine(query);
        simd::force_target(best);
        EXPECT_EQ(with_best.genus, plain.genus);
        EXPECT_EQ(with_best.is_tied, plain.is_tied);
        ASSERT_EQ(with_best.call.calls.size(), plain.call.calls.size());
        for (std::size_t rank = 0; rank < plain.call.calls.size(); ++rank)
            EXPECT_EQ(with_best.call.calls[rank].confidence, plain.call.calls[rank].confidence);
    }
}

TEST(classifier, a_workspace_carries_nothing_from_one_query_to_the_next)
{
    reference::reference_set const references = made_up_reference(40, 300);
    classifier const judge{trained(references), {}};
    workspace reused;
    for (std::string const & query : hostile_queries(references, 100))
    {
        outcome const a = judge.examine(query, reused);
        outcome const b = judge.examine(query);
        ASSERT_EQ(a.call.calls.size(), b.call.calls.size());
        for (std::size_t rank = 0; rank < a.call.calls.size(); ++rank)
            EXPECT_EQ(a.call.calls[rank].confidence, b.call.calls[rank].confidence);
    }
}

TEST(classifier, the_strand_is_found_and_turned)
{
    reference::reference_set const references = made_up_reference(20);
    classifier const judge{trained(references), {}};
    for (std::size_t i = 0; i < references.size(); ++i)
    {
        std::string const query{references.sequence(i).substr(100, 400)};
        outcome const forward = judge.examine(query);
        outcome const backward = judge.examine(ampstream::reverse_complement(query));
        EXPECT_FALSE(forward.call.is_reversed);
        EXPECT_TRUE(backward.call.is_reversed);
        EXPECT_EQ(forward.call.calls.back().name, backward.call.calls.back().name);
        EXPECT_EQ(forward.call.calls.back().confidence, backward.call.calls.back().confidence);
    }
}

TEST(classifier, the_first_of_tied_genera_is_called_and_rounds_are_shared_among_them)
{
    reference::reference_set references{{"domain", "genus"}};
    std::string const gene = random_bases(3, 500);
    for (char const * const name : {"A", "B", "C", "D", "E"})
        references.push_back("s", gene, {"Bacteria", name});
    classifier const judge{trained(references), {.bootstraps = 2000}};
    outcome const found = judge.examine(gene);
    EXPECT_TRUE(found.is_tied);
    EXPECT_EQ(found.call.calls.back().name, "A");
    EXPECT_NEAR(found.call.calls.back().confidence, 0.2, 0.05);
    EXPECT_EQ(found.call.calls.front().confidence, 1.0);
}

TEST(classifier, fewer_than_50_bases_or_42_words_are_no_query)
{
    reference::reference_set const references = made_up_reference(3);
    classifier const judge{trained(references), {}};
    std::string const gene{references.sequence(0)};
    EXPECT_EQ(judge.examine(gene.substr(0, 50)).why, reason::classified);
    EXPECT_EQ(judge.examine(gene.substr(0, 49)).why, reason::too_short);
    EXPECT_EQ(judge.examine(gene.substr(0, 48) + "N" + gene.substr(49, 6)).why, reason::too_few_words);
    EXPECT_TRUE(judge.examine("").call.calls.empty());
}

TEST(classifier, seed_changes_the_draws_and_nothing_else)
{
    reference::reference_set const references = made_up_reference(40, 300);
    model const model = trained(references);
    classifier const first{model, {.seed = 1}};
    classifier const second{model, {.seed = 2}};
    bool differs = false;
    for (std::string const & query : hostile_queries(references, 60))
    {
        outcome const a = first.examine(query);
        outcome const b = second.examine(query);
        ASSERT_EQ(a.call.calls.size(), b.call.calls.size());
        for (std::size_t rank = 0; rank < a.call.calls.size(); ++rank)
        {
            EXPECT_EQ(a.call.calls[rank].name, b.call.calls[rank].name);
            differs |= a.call.calls[rank].confidence != b.call.calls[rank].confidence;
        }
    }
    EXPECT_TRUE(differs);
}

TEST(confident_lineage, ends_before_the_first_name_below_the_limit)
{
    classification const call{.calls = {{"A", 1.0}, {"B", 0.8}, {"C", 0.79}, {"D", 0.9}}};
    EXPECT_THAT(confident_lineage(call, 0.8), ::testing::ElementsAre("A", "B"));
    EXPECT_EQ(confident_lineage(call, 0.0).size(), 4U);
    EXPECT_TRUE(confident_lineage({.calls = {{"A", 0.5}}}, 0.8).empty());
}

} // namespace
