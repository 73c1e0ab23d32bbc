// SPDX-License-Identifier: BSD-3-Clause
// Making of pairs: pairs a second (items).
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

void simulate_pairs(benchmark::State & state, std::string const & profile)
{
    simulate::options chosen;
    chosen.taxa = 100;
    chosen.profile = profile;
    simulate::study const made{chosen, make_templates(100)};
    simulate::simulated_pair pair;
    std::uint64_t ordinal = 0;
    for (auto _ : state)
    {
        made.make_pair(0, ordinal++, pair);
        benchmark::DoNotOptimize(pair.forward.data());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK_CAPTURE(simulate_pairs, miseq_2x300, "miseq300");
BENCHMARK_CAPTURE(simulate_pairs, novaseq_2x250, "novaseq");

} // namespace

} // namespace ampstream::benchmarks
