// SPDX-License-Identifier: BSD-3-Clause
// Reading FASTQ: MB of text a second, from plain and gzip files, with all checks.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>

#include <ampstream/core/random.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>

namespace
{

using namespace ampstream;

/// 50,000 reads of 301 bases with MiSeq's kind of header and qualities that compress about fourfold.
std::string make_text()
{
    std::string text{};
    std::string sequence(301, 'A');
    std::string quality(301, 'I');
    for (std::uint64_t read = 0; read < 50000; ++read)
    {
        random_stream draw{1, "benchmark reads", read};
        for (std::size_t i = 0; i < sequence.size(); ++i)
        {
            sequence[i] = "ACGT"[draw.below(4)];
            quality[i] = draw.below(8) == 0 ? "GF@?#"[draw.below(5)] : 'H';
        }
        io::append_fastq(
            text, {"M00001:1:000000000-AAAAA:1:1101:15589:" + std::to_string(read) + " 1:N:0:1", sequence, quality});
    }
    return text;
}

/// A file that is gone at the end.
class input
{
public:
    explicit input(std::string const & ending)
        : path_{(std::filesystem::temp_directory_path() / ("ampstream-benchmark-" + std::to_string(::rand()) + ending))
                    .string()}
    {
        io::output_file file{path_};
        file.write(make_text());
        file.commit();
    }
    input(input const &) = delete;
    input & operator=(input const &) = delete;
    ~input() { std::remove(path_.c_str()); }
    [[nodiscard]] std::string const & path() const { return path_; }

private:
    std::string path_;
};

void read_all(benchmark::State & state, std::string const & ending)
{
    input const file{ending};
    std::int64_t bytes = 0;
    std::int64_t reads = 0;
    for (auto _ : state)
    {
        io::sequence_reader reader{file.path()};
        while (auto const batch = reader.next())
        {
            bytes += static_cast<std::int64_t>(batch->text_size());
            reads += static_cast<std::int64_t>(batch->size());
        }
    }
    state.SetBytesProcessed(bytes);
    state.SetItemsProcessed(reads);
}

BENCHMARK_CAPTURE(read_all, plain, ".fq")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_all, gzip, ".fq.gz")->Unit(benchmark::kMillisecond);

void write_all(benchmark::State & state, std::string const & ending)
{
    std::string const text = make_text();
    std::string const path = (std::filesystem::temp_directory_path() / ("ampstream-benchmark-out" + ending)).string();
    for (auto _ : state)
    {
        io::output_file file{path};
        file.write(text);
        file.commit();
    }
    std::remove(path.c_str());
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

BENCHMARK_CAPTURE(write_all, plain, ".fq")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_all, gzip, ".fq.gz")->Unit(benchmark::kMillisecond);

} // namespace
