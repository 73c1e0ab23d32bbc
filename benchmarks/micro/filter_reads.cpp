// SPDX-License-Identifier: BSD-3-Clause
// Judging merged reads by expected errors, N and length: reads a second (items), qualities a second (bytes).
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include <ampstream/filter/read_filter.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

void filter_reads(benchmark::State & state)
{
    read_batch const reads = make_merged(2048);
    std::size_t bases = 0;
    for (std::size_t i = 0; i < reads.size(); ++i)
        bases += reads[i].sequence.size();
    filter::options chosen;
    chosen.maxee = 1.0;
    chosen.maxns = 0;
    filter::read_filter const judge{chosen};
    std::vector<filter::verdict> verdicts;
    for (auto _ : state)
    {
        verdicts.clear();
        judge.judge_all(reads, verdicts);
        benchmark::DoNotOptimize(verdicts.data());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * reads.size()));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bases));
}

BENCHMARK(filter_reads);

} // namespace

} // namespace ampstream::benchmarks
