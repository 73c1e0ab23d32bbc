// SPDX-License-Identifier: BSD-3-Clause
// Paired-end merging: pairs a second (items), by length of read and scores.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include <ampstream/merge/merger.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

void merge_pairs(benchmark::State & state, std::string const & profile)
{
    pair_batch const pairs = make_pairs(2048, profile);
    merge::merger const merge{merge::options{}};
    read_batch merged;
    for (auto _ : state)
    {
        merged.clear();
        benchmark::DoNotOptimize(merge(pairs, merged));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * pairs.forward.size()));
    state.counters["merged_share"] = static_cast<double>(merged.size()) / static_cast<double>(pairs.forward.size());
}

BENCHMARK_CAPTURE(merge_pairs, miseq_2x300, "miseq300");
BENCHMARK_CAPTURE(merge_pairs, miseq_2x250, "miseq250");
BENCHMARK_CAPTURE(merge_pairs, novaseq_2x250, "novaseq");

} // namespace

} // namespace ampstream::benchmarks
