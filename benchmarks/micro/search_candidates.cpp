// SPDX-License-Identifier: BSD-3-Clause
// The two halves of a search but for the alignment: ranking targets by shared words (queries a second, and sequences
// looked at a second) and rejecting far candidates unaligned (candidates a second), by the divergence of the sequences.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/search/candidate.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/search/refuter.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

/// Families of relatives: each of `count` sequences has about a tenth of its family's bases drawn anew.
std::vector<std::string> make_sequences(std::size_t count)
{
    random_stream stream{3, "benchmark sequences", 0};
    std::vector<std::string> sequences;
    std::vector<std::string> families;
    for (int i = 0; i < 40; ++i)
        families.push_back(simulate::resolve(std::string(425, 'N'), stream));
    for (std::size_t i = 0; i < count; ++i)
        sequences.push_back(redrawn(families[i % families.size()], 0.1, stream));
    return sequences;
}

void rank_targets(benchmark::State & state)
{
    std::vector<std::string> const sequences = make_sequences(static_cast<std::size_t>(state.range(0)));
    search::database targets{false};
    for (std::string const & one : sequences)
        targets.add(one);
    random_stream stream{4, "benchmark queries", 0};
    std::vector<std::vector<std::uint32_t>> queries;
    kmer::distinct_words find_words;
    for (std::size_t i = 0; i < 64; ++i)
    {
        auto const words = find_words(redrawn(sequences[7 * i % sequences.size()], 0.02, stream), false);
        queries.emplace_back(words.begin(), words.end());
    }
    search::candidate_ranker rank;
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            rank(targets, queries[next++ % queries.size()], 12, static_cast<std::size_t>(state.range(1))));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
    state.counters["sequences"] = benchmark::Counter(
        static_cast<double>(state.iterations()) * static_cast<double>(sequences.size()), benchmark::Counter::kIsRate);
}

BENCHMARK(rank_targets)->ArgNames({"targets", "most"})->ArgsProduct({{500, 4000, 32000}, {1, 32}});

struct candidate_pair
{
    std::vector<std::uint8_t> query{};
    std::vector<std::uint8_t> target{};
    search::word_figures query_words{};
    search::word_figures target_words{};
    std::size_t shared{};
};

candidate_pair prepare_pair(std::string const & query, std::string const & target)
{
    search::database targets{false};
    targets.add(target);
    kmer::distinct_words find_words;
    auto const words = find_words(query, false);
    std::vector<std::uint16_t> counts;
    targets.index().count(words, counts);
    return {align::encode(query),
            align::encode(target),
            {query.size(), words.size()},
            {target.size(), targets.distinct_words(0)},
            counts[0]};
}

void refute_candidates(benchmark::State & state)
{
    random_stream stream{5, "benchmark candidates", 0};
    std::vector<candidate_pair> pairs;
    for (std::size_t i = 0; i < 64; ++i)
    {
        std::string const query = simulate::resolve(std::string(425, 'N'), stream);
        std::string target = redrawn(query, static_cast<double>(state.range(0)) / 100.0, stream);
        if (i % 4 == 0)
            target.erase(stream.below(400), 1 + stream.below(5));
        pairs.push_back(prepare_pair(query, target));
    }
    search::refuter refute{{}, {}, 8};
    align::global_aligner aligner;
    std::size_t next = 0;
    std::size_t refuted = 0;
    for (auto _ : state)
    {
        candidate_pair const & one = pairs[next++ % pairs.size()];
        refuted += refute(aligner, one.query, one.query_words, one.target, one.target_words, one.shared) ? 1 : 0;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
    state.counters["refuted"] = static_cast<double>(refuted) / static_cast<double>(state.iterations());
}

BENCHMARK(refute_candidates)->ArgName("percent_redrawn")->Arg(2)->Arg(6)->Arg(15)->Arg(40);

} // namespace

} // namespace ampstream::benchmarks
