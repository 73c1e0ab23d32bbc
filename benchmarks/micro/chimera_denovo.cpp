// SPDX-License-Identifier: BSD-3-Clause
// Looking for chimeras de novo: sequences a second (items), by how many of them are chimeras of two of the others.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include <fmt/format.h>

#include <ampstream/chimera/detector.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

/// 200 parents, a tenth of their bases drawn anew, and `chimeras` crossings of two of them, by abundance descending.
unique_set make_sequences(std::size_t chimeras)
{
    simulate::template_pool const pool = make_templates(200);
    unique_set sequences;
    for (std::size_t i = 0; i < pool.templates.size(); ++i)
        sequences.push_back(fmt::format("parent{}", i), pool.templates[i].insert, 2000 - i);
    for (std::size_t i = 0; i < chimeras; ++i)
    {
        random_stream stream{6, "benchmark chimeras", i};
        std::string const & left = pool.templates[stream.below(200)].insert;
        std::string const & right = pool.templates[stream.below(200)].insert;
        std::size_t const crossing = 50 + stream.below(325);
        sequences.push_back(fmt::format("chimera{}", i), left.substr(0, crossing) + right.substr(crossing), 2);
    }
    return sequences;
}

void find_chimeras(benchmark::State & state)
{
    exec::thread_budget const budget{1};
    unique_set const sequences = make_sequences(static_cast<std::size_t>(state.range(0)));
    chimera::denovo_detector const detect{chimera::options{}, budget};
    std::uint64_t found = 0;
    for (auto _ : state)
    {
        found = 0;
        for (chimera::verdict const & one : detect(sequences))
            found += one.decided == chimera::status::chimeric ? 1 : 0;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * sequences.size()));
    state.counters["chimeric_share"] = static_cast<double>(found) / static_cast<double>(sequences.size());
}

BENCHMARK(find_chimeras)->ArgName("chimeras")->Arg(0)->Arg(400)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace ampstream::benchmarks
