// SPDX-License-Identifier: BSD-3-Clause
// Clusters do not depend on rounds and threads; who joins whom.
#include <ampstream/cluster/clusterer.hpp>

#include <stop_token>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>

namespace ampstream::cluster
{

namespace
{

using testing::ElementsAre;

std::string random_sequence(random_stream & draw, std::size_t length)
{
    std::string sequence(length, 'A');
    for (char & base : sequence)
        base = "ACGT"[draw.below(4)];
    return sequence;
}

/// Mutants of a few roots, some on the other strand.
unique_set crowd(std::size_t count)
{
    random_stream draw{1, "clusters", 0};
    std::vector<std::string> roots{random_sequence(draw, 150)};
    for (int i = 0; i < 30; ++i)
    {
        std::string next = roots.back();
        for (int change = 0; change < 6; ++change)
            next[draw.below(next.size())] = "ACGT"[draw.below(4)];
        roots.push_back(next);
    }
    unique_set uniques;
    for (std::size_t i = 0; i < count; ++i)
    {
        std::string sequence = roots[draw.below(roots.size())];
        for (std::uint64_t change = draw.below(8); change > 0; --change)
            sequence[draw.below(sequence.size())] = "ACGT"[draw.below(4)];
        if (draw.below(5) == 0)
            sequence = reverse_complement(sequence);
        uniques.push_back("u" + std::to_string(i), sequence, count / (i + 1) + 1);
    }
    return uniques;
}

result clustered(unique_set const & uniques, options const & chosen, std::size_t threads = 1, std::size_t round = 1)
{
    exec::thread_budget const budget{threads};
    return clusterer{chosen, budget, round}(uniques);
}

unique_set set_of(std::vector<std::string> const & sequences)
{
    unique_set uniques;
    for (std::string const & one : sequences)
        uniques.push_back("u" + std::to_string(uniques.size()), one, 1);
    return uniques;
}

std::string const gene = "ACGTTGCATCGGATTACACCAGTGTGACCTTAGGCATCCGATGCAAGTCTGGATACCTGACTTGACCATGGCATTACGCA";

std::string changed(std::string sequence, std::vector<std::size_t> const & places)
{
    for (std::size_t const at : places)
        sequence[at] = sequence[at] == 'A' ? 'C' : 'A';
    return sequence;
}

TEST(clusterer, gives_what_one_sequence_at_a_time_gives_for_any_round_and_threads)
{
    unique_set const uniques = crowd(250);
    for (options const & chosen :
         {options{}, options{.id = 0.95, .maxaccepts = 3, .maxrejects = 4},
          options{.id = 0.96, .maxaccepts = 2, .strand = "both"}, options{.maxaccepts = 0, .maxrejects = 0},
          // Newcomers use up what a search may reject, so that queries with a hit become centroids after all.
          options{.maxrejects = 1}, options{.id = 0.96, .maxaccepts = 2, .maxrejects = 2, .strand = "both"},
          options{.id = 0.95, .maxaccepts = 3, .sizeorder = true}, options{.method = "unoise"},
          options{.id = 0.9, .iddef = 1, .qmask = "none", .wordlength = 6}})
    {
        result const expected = clustered(uniques, chosen);
        EXPECT_GT(expected.counted.clusters, 15U);
        EXPECT_GT(expected.counted.members, 20U);
        for (std::size_t const round : {7U, 1000U})
            for (std::size_t const threads : {1U, 3U})
            {
                result const found = clustered(uniques, chosen, threads, round);
                EXPECT_EQ(found.partition.centroids, expected.partition.centroids) << round << ' ' << threads;
                EXPECT_EQ(found.partition.cluster_of, expected.partition.cluster_of) << round << ' ' << threads;
                EXPECT_EQ(found.memberships, expected.memberships) << round << ' ' << threads;
            }
    }
}

TEST(clusterer, what_newcomers_rob_of_its_hit_is_a_centroid_for_those_behind_it)
{
    random_stream draw{1, "strangers", 0};
    std::vector<std::string> sequences{changed(gene, {30})};
    while (sequences.size() < 16)
        sequences.push_back(random_sequence(draw, 80));
    sequences.push_back(changed(gene, {0, 1, 2})); // shares more words than the first one, and is rejected
    sequences.push_back(gene);
    sequences.push_back(gene);
    options const chosen{.id = 0.97, .iddef = 1, .maxrejects = 1};
    result const expected = clustered(set_of(sequences), chosen);
    EXPECT_EQ(expected.partition.cluster_of[17], 17U);
    EXPECT_EQ(expected.partition.cluster_of[18], 17U);
    for (std::size_t const threads : {1U, 2U})
    {
        result const found = clustered(set_of(sequences), chosen, threads, 16);
        EXPECT_EQ(found.partition.cluster_of, expected.partition.cluster_of);
        EXPECT_EQ(found.memberships, expected.memberships);
    }
}

TEST(clusterer, counts_the_same_whatever_the_threads)
{
    unique_set const uniques = crowd(300);
    EXPECT_EQ(clustered(uniques, {}, 1, 64).counted, clustered(uniques, {}, 3, 64).counted);
}

TEST(clusterer, makes_the_first_sequence_a_centroid_and_numbers_clusters_in_order)
{
    result const found = clustered(set_of({gene, std::string(60, 'C'), gene}), {});
    EXPECT_THAT(found.partition.centroids, ElementsAre(0, 1));
    EXPECT_THAT(found.partition.cluster_of, ElementsAre(0, 1, 0));
    EXPECT_TRUE(found.memberships[2].is_perfect());
    EXPECT_EQ(found.counted.clusters + found.counted.members, found.counted.sequences);
}

TEST(clusterer, joins_at_exactly_the_identity_and_not_below)
{
    unique_set const uniques = set_of({gene, changed(gene, {20, 60})});
    EXPECT_EQ(clustered(uniques, {.id = 78.0 / 80.0}).counted.clusters, 1U);
    EXPECT_EQ(clustered(uniques, {.id = 78.5 / 80.0}).counted.clusters, 2U);
}

TEST(clusterer, joins_the_best_of_the_accepted_centroids_not_the_first)
{
    std::string const near = changed(gene, {0, 79}); // two differences that cost two words
    std::string const nearer = changed(gene, {30});  // one that costs eight
    unique_set const uniques = set_of({near, nearer, gene});
    EXPECT_EQ(clustered(uniques, {.id = 0.97}).counted.clusters, 2U) << "the two centroids are 3 apart";
    EXPECT_EQ(clustered(uniques, {.id = 0.97, .maxaccepts = 1}).partition.cluster_of[2], 0U);
    EXPECT_EQ(clustered(uniques, {.id = 0.97, .maxaccepts = 2}).partition.cluster_of[2], 1U);
}

TEST(clusterer, knows_the_other_strand_when_both_are_asked_for)
{
    unique_set const uniques = set_of({gene, reverse_complement(gene)});
    EXPECT_EQ(clustered(uniques, {}).counted.clusters, 2U);
    result const found = clustered(uniques, {.strand = "both"});
    EXPECT_EQ(found.counted.clusters, 1U);
    EXPECT_TRUE(found.memberships[1].is_reversed);
}

TEST(clusterer, makes_no_words_of_masked_letters)
{
    std::string lower = gene;
    for (char & base : lower)
        base = static_cast<char>(base + 32);
    unique_set const uniques = set_of({gene, lower.substr(0, 60) + gene.substr(60)});
    EXPECT_EQ(clustered(uniques, {.qmask = "none"}).counted.clusters, 1U);
    EXPECT_EQ(clustered(uniques, {.qmask = "soft", .minwordmatches = 13}).counted.clusters, 1U)
        << "what is left has 13 words, all of them in the centroid";
    EXPECT_EQ(clustered(set_of({lower, gene}), {.qmask = "soft"}).counted.clusters, 2U)
        << "a masked centroid is in no list";
}

TEST(clusterer, ends_when_it_is_asked_to)
{
    std::stop_source stop;
    stop.request_stop();
    exec::thread_budget const budget{2, stop.get_token()};
    clusterer const gather{{}, budget};
    EXPECT_THROW(static_cast<void>(gather(crowd(50))), interrupted);
}

TEST(clusterer, refuses_options_out_of_range)
{
    exec::thread_budget const budget{1};
    EXPECT_THROW((clusterer{{.id = 1.5}, budget}), usage_error);
    EXPECT_THROW((clusterer{{.strand = "minus"}, budget}), usage_error);
    EXPECT_THROW((clusterer{{.wordlength = 13}, budget}), usage_error);
}

} // namespace

} // namespace ampstream::cluster
