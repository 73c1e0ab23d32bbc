// SPDX-License-Identifier: BSD-3-Clause
// Pooling equals dereplicating the concatenation of the samples' uniques.
#include <ampstream/derep/pool.hpp>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/label.hpp>
#include <ampstream/derep/dereplicator.hpp>

namespace ampstream::derep
{

namespace
{

using testing::ElementsAre;

/// The uniques of one sample, most abundant first, labelled NAME.1, NAME.2, …
unique_set sample(std::string const & name, std::vector<std::pair<std::string, std::uint64_t>> const & found)
{
    unique_set uniques;
    for (auto const & [sequence, abundance] : found)
        uniques.push_back(fmt::format("{}.{}", name, uniques.size() + 1), sequence, abundance);
    return uniques;
}

std::vector<std::string> listed(unique_set const & uniques)
{
    std::vector<std::string> list;
    for (std::size_t i = 0; i < uniques.size(); ++i)
        list.push_back(fmt::format("{} {} {}", uniques.label(i), uniques.sequence(i), uniques.abundance(i)));
    return list;
}

/// What the command line does: all samples as FASTA with `;size=N`, concatenated, dereplicated with --sizein.
unique_set concatenated(std::vector<unique_set> const & samples)
{
    read_batch batch;
    for (unique_set const & one : samples)
        for (std::size_t i = 0; i < one.size(); ++i)
            batch.push_back(with_size(one.label(i), one.abundance(i)), one.sequence(i), {}, batch.size() + 1);
    dereplicator gather{{.minseqlength = 0, .sizein = true}};
    gather.add(batch, digest(batch));
    unique_set const found = std::move(gather).finish({}).uniques;
    unique_set bare;
    for (std::size_t i = 0; i < found.size(); ++i)
        bare.push_back(without_size(found.label(i)), found.sequence(i), found.abundance(i));
    return bare;
}

} // namespace

TEST(pool, the_first_sample_labels_a_unique_and_counts_stay_apart)
{
    pool all;
    all.add(0, sample("A", {{"AC", 5}, {"GG", 1}}));
    all.add(1, sample("B", {{"gg", 3}, {"AC", 1}, {"TT", 1}}));
    pooled const done = std::move(all).finish(1);
    EXPECT_THAT(listed(done.uniques), ElementsAre("A.1 AC 6", "A.2 GG 4", "B.3 TT 1"));
    EXPECT_THAT(done.uniques.samples(0), ElementsAre(sample_count{0, 5}, sample_count{1, 1}));
    EXPECT_THAT(done.uniques.samples(1), ElementsAre(sample_count{0, 1}, sample_count{1, 3}));
    EXPECT_THAT(done.uniques.samples(2), ElementsAre(sample_count{1, 1}));
}

TEST(pool, ties_compare_labels_with_their_size_behind_them)
{
    // As names alone "S.1" < "S.10"; with the size behind them ';' is greater than '0'.
    unique_set first;
    first.push_back("S.1", "AA", 4);
    first.push_back("S.10", "CC", 4);
    pool all;
    all.add(0, first);
    EXPECT_THAT(listed(std::move(all).finish(1).uniques), ElementsAre("S.10 CC 4", "S.1 AA 4"));

    // The size compared is the one in the sample, not the sum: "T;size=3" is before "T;size=4" where the sums tie.
    unique_set second;
    second.push_back("T", "AA", 4);
    second.push_back("T", "CC", 3);
    unique_set third;
    third.push_back("U", "CC", 1);
    pool more;
    more.add(0, second);
    more.add(1, third);
    EXPECT_THAT(listed(std::move(more).finish(1).uniques), ElementsAre("T CC 4", "T AA 4"));
}

TEST(pool, equals_dereplicating_the_concatenation)
{
    std::mt19937 draw{11};
    for (std::size_t round = 0; round < 40; ++round)
    {
        std::vector<unique_set> samples;
        pool all;
        for (std::uint32_t i = 0; i < 4; ++i)
        {
            dereplicator gather{{.minseqlength = 0}};
            read_batch batch;
            for (std::size_t read = 0; read < draw() % 60; ++read)
            {
                std::string sequence(1 + draw() % 3, ' ');
                for (char & letter : sequence)
                    letter = "ACGTacgtUu"[draw() % 10];
                batch.push_back("r", sequence, {}, read + 1);
            }
            gather.add(batch, digest(batch));
            samples.push_back(std::move(gather).finish(fmt::format("S{}.", draw() % 20)).uniques);
            all.add(i, samples.back());
        }
        EXPECT_EQ(listed(std::move(all).finish(1).uniques), listed(concatenated(samples))) << round;
    }
}

TEST(pool, rare_uniques_are_dropped_and_their_reads_counted_by_sample)
{
    pool all;
    all.add(0, sample("A", {{"AC", 5}, {"GG", 1}, {"CC", 1}}));
    all.add(1, sample("B", {}));
    all.add(2, sample("C", {{"GG", 1}, {"TT", 2}}));
    all.add(3, sample("D", {}));
    pooled const done = std::move(all).finish(3);
    EXPECT_THAT(listed(done.uniques), ElementsAre("A.1 AC 5"));
    EXPECT_EQ(done.dropped_uniques, 3U);
    EXPECT_THAT(done.dropped_reads, ElementsAre(2, 0, 3, 0));
}

TEST(pool, nothing_gives_nothing)
{
    pooled const done = pool{}.finish(1);
    EXPECT_TRUE(done.uniques.empty());
    EXPECT_TRUE(done.dropped_reads.empty());
}

} // namespace ampstream::derep
