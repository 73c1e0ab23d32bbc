// SPDX-License-Identifier: BSD-3-Clause
// ampstream filter: reads or pairs trimmed to size and filtered by quality.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/filter/options.hpp>
#include <ampstream/filter/read_filter.hpp>
#include <ampstream/filter/report.hpp>
#include <ampstream/io/pair_reader.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "cli/command.hpp"
#include "cli/option_parts.hpp"
#include "cli/read_outputs.hpp"

namespace ampstream::cli
{

namespace
{

/// What one mate's block becomes.
struct filtered_mate
{
    read_batch reads{}; ///< trimmed, none dropped
    std::vector<filter::verdict> verdicts{};
    read_texts kept{};
    read_texts discarded{};
};

/// A block of reads or pairs on its way from text to text.
struct filtering
{
    io::pair_block blocks{}; ///< of single reads only `forward`
    std::array<filtered_mate, 2> mates{};
    filter::stats totals{};
};

class filter_command : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "filter"; }
    [[nodiscard]] std::string_view summary() const override { return "Trim reads to size and filter them by quality"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Trims and filters FASTQ or FASTA as vsearch --fastx_filter does. With a second input the reads are "
               "pairs, and a\n"
               "pair is discarded when either mate is.\n"
               "Example: ampstream filter S1.merged.fastq --maxee 1 --maxns 0 --minlen 350 --fastaout "
               "S1.filtered.fasta";
    }
    [[nodiscard]] int position() const override { return 40; }

    option_list options() override
    {
        option_list list{
            input_file("input", inputs_[0], "Reads, FASTQ or FASTA"),
            {.name = "mates",
             .value = &inputs_[1],
             .help = "Their mates (R2), for pairs",
             .is_positional = true,
             .is_file = true},
            {.name = "reverse",
             .value = &reverse_,
             .help = "The same as the second input",
             .counterpart = "vsearch --reverse",
             .is_file = true},
        };
        constexpr std::array<std::string_view, 2> mates{"", "_rev"};
        for (std::size_t mate = 0; mate < mates.size(); ++mate)
        {
            std::string_view const whose = mate == 0 ? "" : " of the mates";
            list.push_back(output("fastqout", mates[mate], names_[mate].fastq, "Reads kept{}, FASTQ", whose));
            list.push_back(output("fastaout", mates[mate], names_[mate].fasta, "Reads kept{}, FASTA", whose));
            list.push_back(
                output("fastqout_discarded", mates[mate], names_[mate].fastq_lost, "Reads discarded{}, FASTQ", whose));
            list.push_back(
                output("fastaout_discarded", mates[mate], names_[mate].fasta_lost, "Reads discarded{}, FASTA", whose));
        }
        append(list, filter::describe(options_));
        append(list, describe_labels(style_, fasta_width_, ""));
        list.push_back(accepted_sizein(sizein_));
        return list;
    }

    void run(context & given) override
    {
        check_files();
        filter::read_filter const judge{options_, style_.eeout};
        std::vector<mate_outputs> files;
        files.reserve(names_.size());
        for (file_names const & named : names_)
            files.push_back({{named.fastq, named.fasta, style_, fasta_width_},
                             {named.fastq_lost, named.fasta_lost, style_, fasta_width_}});
        filter::stats totals{};
        exec::run_stream<filtering>(
            given.threads, block_source(),
            [&](filtering & work)
            {
                filter_block(judge, work);
                if (style_.relabel.empty())
                    format(files, work, {});
            },
            [&](filtering & work)
            {
                if (!style_.relabel.empty()) // running numbers are known only here, in order
                    format(files, work, totals);
                for (std::size_t mate = 0; mate < files.size(); ++mate)
                {
                    files[mate].kept.write(work.mates[mate].kept);
                    files[mate].discarded.write(work.mates[mate].discarded);
                }
                totals += work.totals;
                given.report.progress(fmt::format("filtering: {} reads", totals.reads), -1.0);
            });
        for (mate_outputs & one : files)
        {
            one.kept.commit();
            one.discarded.commit();
        }
        for (std::string const & line : filter::report(totals, is_paired()))
            given.report.say(line);
    }

private:
    struct file_names
    {
        std::string fastq{};
        std::string fasta{};
        std::string fastq_lost{};
        std::string fasta_lost{};

        [[nodiscard]] bool has_fastq() const { return !fastq.empty() || !fastq_lost.empty(); }
        [[nodiscard]] bool has_any() const { return has_fastq() || !fasta.empty() || !fasta_lost.empty(); }
    };

    struct mate_outputs
    {
        read_outputs kept;
        read_outputs discarded;
    };

    static option output(std::string_view stem,
                         std::string_view mate,
                         std::string & value,
                         fmt::format_string<std::string_view &> help,
                         std::string_view whose)
    {
        std::string const name = fmt::format("{}{}", stem, mate);
        return {.name = name,
                .value = &value,
                .help = fmt::format(help, whose),
                .counterpart = fmt::format("vsearch --{}", name),
                .is_file = true};
    }

    [[nodiscard]] bool is_paired() const { return !inputs_[1].empty(); }

    void check_files()
    {
        style_.validate();
        if (!reverse_.empty() && !inputs_[1].empty())
            throw usage_error{"the mates are given twice: as second input and by --reverse"};
        if (!reverse_.empty())
            inputs_[1] = reverse_;
        if (!names_[0].has_any() && !names_[1].has_any())
            throw usage_error{"no output file is named; give --fastqout, --fastaout or one of the others"};
        if (!is_paired() && names_[1].has_any())
            throw usage_error{"an output for the mates (…_rev) is named, but no second input is given"};
    }

    /// FASTA has no qualities: options and outputs that need them are refused.
    void check_format(io::text_block const & block) const
    {
        if (block.format != io::sequence_format::fasta)
            return;
        std::string_view const needs = options_.needs_quality() ? "an option that looks at qualities"
                                       : style_.eeout           ? "--eeout"
                                       : names_[0].has_fastq() || names_[1].has_fastq() ? "FASTQ output"
                                                                                        : "";
        if (!needs.empty())
            throw usage_error{fmt::format("{} is FASTA, which has no qualities; {} needs FASTQ", block.file, needs)};
    }

    std::function<std::optional<filtering>()> block_source() const
    {
        if (is_paired())
            return [this, reader = std::make_shared<io::pair_block_reader>(inputs_[0],
                                                                           inputs_[1])]() -> std::optional<filtering>
            {
                auto blocks = reader->next();
                if (!blocks)
                    return std::nullopt;
                check_format(blocks->forward);
                check_format(blocks->reverse);
                return filtering{.blocks = std::move(*blocks)};
            };
        return [this,
                reader = std::make_shared<io::block_reader>(io::open_input(inputs_[0]))]() -> std::optional<filtering>
        {
            auto block = reader->next();
            if (!block)
                return std::nullopt;
            check_format(*block);
            return filtering{.blocks = {.forward = std::move(*block)}};
        };
    }

    void filter_block(filter::read_filter const & judge, filtering & work) const
    {
        auto & [forward, reverse] = work.mates;
        if (is_paired())
        {
            pair_batch pairs = io::parse(std::move(work.blocks));
            forward.reads = std::move(pairs.forward);
            reverse.reads = std::move(pairs.reverse);
            judge.judge_all(reverse.reads, reverse.verdicts, inputs_[1]);
        }
        else
            forward.reads = io::parse(std::move(work.blocks.forward));
        judge.judge_all(forward.reads, forward.verdicts, inputs_[0]);
        if (is_paired())
        {
            work.totals = filter::tally(forward.reads, reverse.reads, forward.verdicts, reverse.verdicts);
            filter::share_reasons(forward.verdicts, reverse.verdicts);
        }
        else
            work.totals = filter::tally(forward.reads, forward.verdicts);
        for (filtered_mate & mate : work.mates)
            filter::trim(mate.reads, mate.verdicts);
    }

    /// `before`: the totals of all earlier blocks, for running numbers.
    void format(std::vector<mate_outputs> const & files, filtering & work, filter::stats const & before) const
    {
        for (std::size_t mate = 0; mate < files.size(); ++mate)
        {
            filtered_mate & one = work.mates[mate];
            files[mate].kept.reserve(one.kept, one.reads.size(), one.reads.text_size());
            std::uint64_t kept = before.kept();
            std::uint64_t discarded = before.lost();
            for (std::size_t i = 0; i < one.reads.size(); ++i)
            {
                bool const is_kept = one.verdicts[i].why == filter::reason::kept;
                read_view const read = one.reads[i];
                std::optional<std::uint64_t> const abundance =
                    style_.sizeout ? std::optional{abundance_of(read.header)} : std::nullopt;
                double const errors = std::max(one.verdicts[i].expected_errors, 0.0);
                (is_kept ? files[mate].kept : files[mate].discarded)
                    .append(is_kept ? one.kept : one.discarded, read, is_kept ? ++kept : ++discarded, abundance,
                            errors);
            }
        }
    }

    std::array<std::string, 2> inputs_{};
    std::string reverse_{};
    std::array<file_names, 2> names_{};
    std::uint64_t fasta_width_{80};
    bool sizein_{false};
    filter::options options_{};
    label_style style_{};
};

} // namespace

std::unique_ptr<command> make_filter_command()
{
    return std::make_unique<filter_command>();
}

} // namespace ampstream::cli
