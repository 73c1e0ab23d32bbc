// SPDX-License-Identifier: BSD-3-Clause
// Training (reference sequences a second) and classifying amplicons with 100 bootstraps (queries a second), by the
// number of genera.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/train.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/reference/reference_set.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

constexpr std::size_t sequences_of_genus = 4;

/// Genes of 1,450 bases: a quarter of the bases differs between genera, 2 % within one.
reference::reference_set make_reference(std::size_t genera)
{
    random_stream stream{7, "benchmark reference", 0};
    std::string const ancestor = simulate::resolve(std::string(1450, 'N'), stream);
    reference::reference_set references{{"domain", "phylum", "class", "order", "family", "genus"}};
    for (std::size_t i = 0; i < genera; ++i)
    {
        std::string const gene = redrawn(ancestor, 0.33, stream);
        lineage const names{"Bacteria",
                            fmt::format("P{}", i % 20),
                            fmt::format("C{}", i % 40),
                            fmt::format("O{}", i % 80),
                            fmt::format("F{}", i % 400),
                            fmt::format("G{}", i)};
        for (std::size_t k = 0; k < sequences_of_genus; ++k)
            references.push_back("", redrawn(gene, 0.02, stream), names);
    }
    return references;
}

void train_model(benchmark::State & state)
{
    exec::thread_budget const budget{1};
    reference::reference_set const references = make_reference(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(classify::train(references, {}, budget));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * references.size()));
}

void classify_queries(benchmark::State & state)
{
    exec::thread_budget const budget{1};
    reference::reference_set references = make_reference(static_cast<std::size_t>(state.range(0)));
    random_stream stream{8, "benchmark queries", 0};
    std::vector<std::string> queries;
    for (std::size_t i = 0; i < 64; ++i)
    {
        std::string_view const gene = references.sequence(stream.below(references.size()));
        queries.push_back(redrawn(std::string{gene.substr(350, 425)}, 0.03, stream));
    }
    classify::classifier const judge{classify::train(std::move(references), {}, budget), classify::options{}};
    classify::workspace memory;
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(judge.examine(queries[next++ % queries.size()], memory));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK(train_model)->ArgName("genera")->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(classify_queries)->ArgName("genera")->Arg(100)->Arg(1000)->Arg(4000)->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace ampstream::benchmarks
