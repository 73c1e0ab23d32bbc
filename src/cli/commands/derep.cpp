// SPDX-License-Identifier: BSD-3-Clause
// ampstream derep: identical sequences become one, with their number.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/derep/dereplicator.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "cli/command.hpp"
#include "cli/option_parts.hpp"
#include "cli/read_outputs.hpp"

namespace ampstream::cli
{

namespace
{

/// A block on its way from text to hashes.
struct digesting
{
    io::text_block block{};
    read_batch reads{};
    std::vector<std::uint64_t> digests{};
};

class derep_command : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "derep"; }
    [[nodiscard]] std::string_view summary() const override
    {
        return "Make one sequence of identical ones, with counts";
    }
    [[nodiscard]] std::string_view details() const override
    {
        return "Dereplicates FASTA or FASTQ over the full length as vsearch --derep_fulllength does; the output is "
               "FASTA.\n"
               "Example: ampstream derep S1.filtered.fasta --sizeout --relabel S1. --output S1.uniques.fasta\n"
               "         cat *.uniques.fasta | ampstream derep - --sizein --sizeout --output pool.fasta --uc pool.uc";
    }
    [[nodiscard]] int position() const override { return 50; }

    option_list options() override
    {
        option_list list{
            input_file("input", input_, "Sequences, FASTA or FASTQ"),
            {.name = "output",
             .value = &output_name_,
             .help = "Uniques, most abundant first, FASTA",
             .counterpart = "vsearch --output",
             .is_file = true,
             .is_output = true},
            {.name = "uc",
             .value = &uc_name_,
             .help = "Which sequences became which unique (.uc); limits on abundance leave nothing out here",
             .counterpart = "vsearch --uc",
             .is_file = true,
             .is_output = true},
        };
        append(list, derep::describe(options_));
        append(list, describe_labels(style_, fasta_width_));
        return list;
    }

    void run(context & given) override
    {
        style_.validate();
        if (output_name_.empty() && uc_name_.empty())
            throw usage_error{"no output file is named; give --output or --uc"};
        read_outputs output{"", output_name_, style_, fasta_width_};
        std::optional<io::output_file> uc;
        if (!uc_name_.empty())
            uc.emplace(uc_name_);
        derep::dereplicator gather{options_, uc.has_value()};
        read_all(given, gather);
        auto const write_uc = [&uc](std::string_view text) { uc->write(text); };
        derep::summary const done = std::move(gather).write(
            given.threads,
            [&output](std::string & text, derep::reported_unique const & one) {
                output.append_fasta(text, {one.label, one.sequence, {}}, one.rank, one.abundance);
            },
            [&output](std::string_view text) { output.write_fasta(text); },
            uc ? derep::text_sink{write_uc} : derep::text_sink{});
        output.commit();
        if (uc)
            uc->commit();
        report(done, given.report);
    }

private:
    void read_all(context & given, derep::dereplicator & gather) const
    {
        io::block_reader reader{io::open_input(input_)};
        std::uint64_t sequences = 0;
        exec::run_stream<digesting>(
            given.threads,
            [&reader]() -> std::optional<digesting>
            {
                auto block = reader.next();
                return block ? std::optional{digesting{.block = std::move(*block)}} : std::nullopt;
            },
            [this](digesting & work)
            {
                work.reads = io::parse(std::move(work.block));
                work.digests = derep::digest(work.reads, options_.takes_both_strands());
            },
            [&](digesting & work)
            {
                gather.add(work.reads, work.digests, reader.name());
                sequences += work.reads.size();
                given.report.progress(fmt::format("dereplicating: {} sequences", sequences), -1.0);
            });
    }

    void report(derep::summary const & done, reporter & to) const
    {
        to.say(fmt::format("{} sequences, {} taken", done.counted.sequences, done.counted.taken));
        if (done.counted.too_short > 0)
            to.say(fmt::format("{} shorter than {} bases left out (--minseqlength)", done.counted.too_short,
                               options_.minseqlength));
        if (done.counted.too_long > 0)
            to.say(fmt::format("{} longer than {} bases left out (--maxseqlength)", done.counted.too_long,
                               options_.maxseqlength));
        to.say(fmt::format("{} unique sequences, abundance {}", done.found_uniques, done.found_abundance));
        if (done.reported < done.found_uniques)
            to.say(fmt::format("{} uniques written, {} left out by the limits on abundance or number", done.reported,
                               done.found_uniques - done.reported));
    }

    std::string input_{};
    std::string output_name_{};
    std::string uc_name_{};
    derep::options options_{};
    label_style style_{};
    std::uint64_t fasta_width_{80};
};

} // namespace

std::unique_ptr<command> make_derep_command()
{
    return std::make_unique<derep_command>();
}

} // namespace ampstream::cli
