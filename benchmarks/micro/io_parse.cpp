// SPDX-License-Identifier: BSD-3-Clause
// FASTQ text to batches, and back: bytes of text a second.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <utility>

#include <ampstream/io/format.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "study_input.hpp"

namespace ampstream::benchmarks
{

namespace
{

std::string fastq_text(std::size_t reads)
{
    pair_batch const pairs = make_pairs(reads, "miseq250");
    std::string text;
    for (std::size_t i = 0; i < pairs.forward.size(); ++i)
        io::append_fastq(text, pairs.forward[i]);
    return text;
}

void parse_fastq(benchmark::State & state)
{
    std::string const text = fastq_text(io::block_reader::default_records);
    for (auto _ : state)
    {
        io::text_block block{"benchmark", text, io::sequence_format::fastq, 0, 1, 1};
        benchmark::DoNotOptimize(io::parse(std::move(block)));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * io::block_reader::default_records));
}

void write_fastq(benchmark::State & state)
{
    pair_batch const pairs = make_pairs(io::block_reader::default_records, "miseq250");
    std::string text;
    for (auto _ : state)
    {
        text.clear();
        for (std::size_t i = 0; i < pairs.forward.size(); ++i)
            io::append_fastq(text, pairs.forward[i]);
        benchmark::DoNotOptimize(text.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

BENCHMARK(parse_fastq);
BENCHMARK(write_fastq);

} // namespace

} // namespace ampstream::benchmarks
