// SPDX-License-Identifier: BSD-3-Clause
// ampstream eestats: qualities and expected errors of reads, and what limits would keep.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/eestats/by_cutoff.hpp>
#include <ampstream/eestats/by_position.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "cli/command.hpp"
#include "cli/option_parts.hpp"
#include "cli/optional_file.hpp"

namespace ampstream::cli
{

namespace
{

/// A block of reads on its way from text to sums.
struct summing
{
    io::text_block block{};
    read_batch reads{};
    eestats::running_errors errors{};
    std::optional<eestats::by_cutoff> kept{};
};

class eestats_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "eestats"; }
    [[nodiscard]] std::string_view summary() const override { return "Report qualities and expected errors of reads"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Writes what vsearch --fastq_eestats (--output) and --fastq_eestats2 (--output2) write, in one pass.\n"
               "Example: ampstream eestats S1.merged.fastq --output by_position.tsv --output2 by_limits.txt "
               "--ee_cutoffs 0.5,1,2";
    }
    [[nodiscard]] int position() const override { return 35; }

    option_list options() override
    {
        option_list list{
            input_file("input", input_, "Reads, FASTQ"),
            {.name = "output",
             .value = &positions_name_,
             .help = "Distributions at each position, TSV",
             .counterpart = "vsearch --fastq_eestats --output",
             .is_file = true},
            {.name = "output2",
             .value = &cutoffs_name_,
             .help = "Reads that limits on length and expected errors would keep, text",
             .counterpart = "vsearch --fastq_eestats2 --output",
             .is_file = true},
        };
        append(list, eestats::describe(options_));
        return list;
    }

    void run(context & given) override
    {
        options_.validate();
        optional_file positions{positions_name_};
        optional_file cutoffs{cutoffs_name_};
        if (!positions && !cutoffs)
            throw usage_error{"no output file is named; give --output or --output2"};
        eestats::by_position distributions;
        eestats::by_cutoff kept{options_.lengths(), options_.errors()};
        io::block_reader reader{io::open_input(input_)};
        exec::run_stream<summing>(
            given.threads,
            [&reader]() -> std::optional<summing>
            {
                auto block = reader.next();
                return block ? std::optional{summing{.block = std::move(*block)}} : std::nullopt;
            },
            [&](summing & work)
            {
                std::string const file = work.block.file;
                work.reads = io::parse(std::move(work.block));
                work.errors = eestats::expected_errors(work.reads, options_, file);
                work.kept.emplace(options_.lengths(), options_.errors()).add(work.errors);
            },
            [&](summing & work)
            {
                if (positions)
                    distributions.add(work.reads, work.errors);
                if (work.kept)
                    kept += *work.kept;
                given.report.progress(fmt::format("summing up: {} reads", kept.reads()), -1.0);
            });
        distributions.write(positions.sink());
        cutoffs.write(kept.text());
        positions.commit();
        cutoffs.commit();
        given.report.say(fmt::format("{} reads", kept.reads()));
    }

private:
    std::string input_{};
    std::string positions_name_{};
    std::string cutoffs_name_{};
    eestats::options options_{};
};

} // namespace

std::unique_ptr<command> make_eestats_command()
{
    return std::make_unique<eestats_command>();
}

} // namespace ampstream::cli
