// SPDX-License-Identifier: BSD-3-Clause
// Global alignment of amplicons: pairs a second (items) and cells of the full matrix a second, by how much they differ.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/align/global_aligner.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

/// Pairs of 425 bases of which `percent` of 100 bases were drawn anew, with a deletion in every fourth.
struct aligned_pair
{
    std::vector<std::uint8_t> query{};
    std::vector<std::uint8_t> target{};
};

std::vector<aligned_pair> make_relatives(std::int64_t percent)
{
    random_stream stream{2, "benchmark relatives", 0};
    std::vector<aligned_pair> pairs;
    for (std::size_t i = 0; i < 64; ++i)
    {
        std::string const query = simulate::resolve(std::string(425, 'N'), stream);
        std::string target = query;
        for (char & base : target)
            if (stream.below(100) < static_cast<std::uint64_t>(percent))
                base = simulate::resolve('N', stream);
        if (i % 4 == 0)
            target.erase(stream.below(400), 1 + stream.below(5));
        pairs.push_back({align::encode(query), align::encode(target)});
    }
    return pairs;
}

void align_pairs(benchmark::State & state)
{
    auto const pairs = make_relatives(state.range(0));
    align::global_aligner aligner;
    std::size_t next = 0;
    std::uint64_t cells = 0;
    for (auto _ : state)
    {
        aligned_pair const & pair = pairs[next++ % pairs.size()];
        benchmark::DoNotOptimize(aligner(pair.query, pair.target));
        cells += pair.query.size() * pair.target.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
    state.counters["cells"] = benchmark::Counter(static_cast<double>(cells), benchmark::Counter::kIsRate);
}

BENCHMARK(align_pairs)->ArgName("percent_redrawn")->Arg(1)->Arg(4)->Arg(15)->Arg(40)->Arg(100);

} // namespace

} // namespace ampstream::benchmarks
