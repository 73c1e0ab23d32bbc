// SPDX-License-Identifier: BSD-3-Clause
// Dereplicating the reads of a sample: reads a second (items), hashing alone and all of it.
#include <benchmark/benchmark.h>

#include <cstdint>

#include <ampstream/derep/dereplicator.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

constexpr std::size_t reads_of_sample = 20000;

void digest_reads(benchmark::State & state)
{
    read_batch const reads = make_merged(2048);
    for (auto _ : state)
        benchmark::DoNotOptimize(derep::digest(reads));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * reads.size()));
}

void derep_reads(benchmark::State & state)
{
    read_batch const reads = make_merged(reads_of_sample);
    std::uint64_t uniques = 0;
    for (auto _ : state)
    {
        derep::dereplicator gather{derep::options{}};
        gather.add(reads, derep::digest(reads));
        uniques = std::move(gather).finish("S1.").uniques.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * reads.size()));
    state.counters["unique_share"] = static_cast<double>(uniques) / static_cast<double>(reads.size());
}

BENCHMARK(digest_reads);
BENCHMARK(derep_reads)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace ampstream::benchmarks
