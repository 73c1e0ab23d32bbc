// SPDX-License-Identifier: BSD-3-Clause
// Cutting primers from merged reads and from pairs: reads or pairs a second (items). The batch is copied in each round,
// which is a small part of it.
#include <benchmark/benchmark.h>

#include <cstdint>

#include <ampstream/trim/trimmer.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

template <typename batch_t>
void trim_batch(benchmark::State & state, batch_t const & reads, std::size_t size)
{
    trim::options chosen;
    chosen.primers = "v3v4";
    trim::trimmer const cut{chosen};
    batch_t batch;
    std::uint64_t kept = 0;
    for (auto _ : state)
    {
        batch = reads;
        kept = cut(batch).kept;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * size));
    state.counters["kept_share"] = static_cast<double>(kept) / static_cast<double>(size);
}

void trim_merged(benchmark::State & state)
{
    trim_batch(state, make_merged(2048), 2048);
}

void trim_pairs(benchmark::State & state)
{
    trim_batch(state, make_pairs(2048, "miseq250"), 2048);
}

BENCHMARK(trim_merged);
BENCHMARK(trim_pairs);

} // namespace

} // namespace ampstream::benchmarks
