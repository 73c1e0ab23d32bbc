// SPDX-License-Identifier: BSD-3-Clause
// ampstream merge: paired reads into merged reads.
#include <optional>
#include <string>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/pair_reader.hpp>
#include <ampstream/merge/merger.hpp>
#include <ampstream/merge/options.hpp>
#include <ampstream/merge/report.hpp>

#include "cli/command.hpp"
#include "cli/option_parts.hpp"
#include "cli/read_outputs.hpp"

namespace ampstream::cli
{

namespace
{

/// A block of pairs on its way from text to text.
struct merging
{
    io::pair_block blocks{};
    read_batch merged{};
    merge::detailed_outcome outcome{};
    merge::stats totals{};
    read_texts merged_texts{};
    read_texts forward_texts{};
    read_texts reverse_texts{};
    std::string errors{};
};

class merge_command : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "merge"; }
    [[nodiscard]] std::string_view summary() const override { return "Merge paired reads that overlap"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Merges the pairs of R1 and R2 as vsearch --fastq_mergepairs does: the same pairs, bases, qualities and "
               "order.\n"
               "Example: ampstream merge S1_R1.fastq.gz S1_R2.fastq.gz --fastqout S1.merged.fastq.gz";
    }
    [[nodiscard]] int position() const override { return 20; }

    option_list options() override
    {
        option_list list{
            input_file("forward", forward_, "Forward reads (R1), FASTQ"),
            input_file("reverse", reverse_, "Reverse reads (R2), FASTQ"),
            output("fastqout", fastqout_, "Merged reads, FASTQ"),
            output("fastaout", fastaout_, "Merged reads, FASTA"),
            output("fastqout_notmerged_fwd", fastqout_forward_, "Forward reads of pairs not merged, FASTQ"),
            output("fastqout_notmerged_rev", fastqout_reverse_, "Reverse reads of pairs not merged, FASTQ"),
            output("fastaout_notmerged_fwd", fastaout_forward_, "Forward reads of pairs not merged, FASTA"),
            output("fastaout_notmerged_rev", fastaout_reverse_, "Reverse reads of pairs not merged, FASTA"),
            output("eetabbedout", eetabbedout_,
                   "For each merged read: expected errors of R1 and R2, bases of R1 and R2 that were overruled"),
        };
        append(list, merge::describe(options_));
        append(list, describe_labels(style_, fasta_width_, "sizeout"));
        return list;
    }

    void run(context & given) override
    {
        style_.validate();
        merge::merger const merge_pairs{options_};
        if (fastqout_.empty() && fastaout_.empty() && !wants_unmerged() && eetabbedout_.empty())
            throw usage_error{"no output file is named; give --fastqout, --fastaout or one of the others"};
        io::pair_block_reader reader{forward_, reverse_};
        outputs files{{fastqout_, fastaout_, style_, fasta_width_},
                      {fastqout_forward_, fastaout_forward_, style_, fasta_width_},
                      {fastqout_reverse_, fastaout_reverse_, style_, fasta_width_},
                      eetabbedout_.empty() ? std::nullopt : std::optional<io::output_file>{eetabbedout_}};

        merge::stats totals{};
        exec::run_stream<merging>(
            given.threads,
            [&]() -> std::optional<merging>
            {
                auto blocks = reader.next();
                return blocks ? std::optional{merging{.blocks = std::move(*blocks)}} : std::nullopt;
            },
            [&](merging & work)
            {
                if (!wants_details() && style_.relabel.empty())
                    write_block(merge_pairs, files, work);
                else
                    merge_block(merge_pairs, work);
                if (wants_details() && style_.relabel.empty())
                    format(files, work, {});
            },
            [&](merging & work)
            {
                if (!style_.relabel.empty()) // running numbers are known only here, in order
                    format(files, work, totals);
                files.merged.write(work.merged_texts);
                files.forward.write(work.forward_texts);
                files.reverse.write(work.reverse_texts);
                if (files.errors)
                    files.errors->write(work.errors);
                totals += work.totals;
                given.report.progress(fmt::format("merging: {} pairs", totals.pairs), -1.0);
            });
        files.merged.commit();
        files.forward.commit();
        files.reverse.commit();
        if (files.errors)
            files.errors->commit();
        for (std::string const & line : merge::report(totals))
            given.report.say(line);
    }

private:
    struct outputs
    {
        read_outputs merged;
        read_outputs forward;
        read_outputs reverse;
        std::optional<io::output_file> errors;
    };

    static option output(char const * name, std::string & value, char const * help)
    {
        return {.name = name,
                .value = &value,
                .help = help,
                .counterpart = fmt::format("vsearch --{}", name),
                .is_file = true};
    }

    [[nodiscard]] bool wants_unmerged() const
    {
        return !(fastqout_forward_.empty() && fastqout_reverse_.empty() && fastaout_forward_.empty() &&
                 fastaout_reverse_.empty());
    }

    [[nodiscard]] bool wants_details() const { return wants_unmerged() || !eetabbedout_.empty() || style_.eeout; }

    [[nodiscard]] pair_batch parse(io::pair_block && blocks) const
    {
        if (blocks.forward.format != io::sequence_format::fastq)
            throw input_error{{.file = forward_},
                              {"FASTQ", "FASTA", "Merging needs qualities; give the FASTQ files of the sequencer"}};
        return io::parse(std::move(blocks));
    }

    /// Merged reads become text as they come.
    void write_block(merge::merger const & merge_pairs, outputs const & files, merging & work) const
    {
        pair_batch const pairs = parse(std::move(work.blocks));
        files.merged.reserve(work.merged_texts, pairs.forward.size(),
                             pairs.forward.text_size() + pairs.reverse.text_size());
        work.totals = merge_pairs(pairs,
                                  [&](read_view const & read, std::uint64_t)
                                  { files.merged.append(work.merged_texts, read, 0, {}, {}); },
                                  {forward_, reverse_});
    }

    void merge_block(merge::merger const & merge_pairs, merging & work) const
    {
        pair_batch const pairs = parse(std::move(work.blocks));
        merge::input_names const names{forward_, reverse_};
        work.totals = wants_details() ? merge_pairs(pairs, work.merged, work.outcome, names)
                                      : merge_pairs(pairs, work.merged, names);
    }

    /// `before`: the totals of all earlier blocks, for running numbers.
    void format(outputs const & files, merging & work, merge::stats const & before) const
    {
        files.merged.reserve(work.merged_texts, work.merged.size(), work.merged.text_size());
        std::uint64_t ordinal = before.merged();
        std::size_t next = 0; // of the verdicts
        for (std::size_t i = 0; i < work.merged.size(); ++i)
        {
            std::optional<double> errors{};
            if (wants_details())
            {
                while (work.outcome.verdicts[next].why != merge::reason::merged)
                    ++next;
                merge::verdict const & one = work.outcome.verdicts[next++];
                errors = one.merged_errors;
                if (files.errors)
                    work.errors += fmt::format("{:.2f}\t{:.2f}\t{}\t{}\n", one.forward_errors, one.reverse_errors,
                                               one.forward_differences, one.reverse_differences);
            }
            files.merged.append(work.merged_texts, work.merged[i], ++ordinal, {}, errors);
        }
        pair_batch const & unmerged = work.outcome.unmerged;
        ordinal = before.lost();
        for (std::size_t i = 0; i < unmerged.forward.size(); ++i)
        {
            ++ordinal;
            files.forward.append(work.forward_texts, unmerged.forward[i], ordinal, {}, {});
            files.reverse.append(work.reverse_texts, unmerged.reverse[i], ordinal, {}, {});
        }
    }

    std::string forward_{};
    std::string reverse_{};
    std::string fastqout_{};
    std::string fastaout_{};
    std::string fastqout_forward_{};
    std::string fastqout_reverse_{};
    std::string fastaout_forward_{};
    std::string fastaout_reverse_{};
    std::string eetabbedout_{};
    std::uint64_t fasta_width_{80};
    merge::options options_{};
    label_style style_{};
};

} // namespace

std::unique_ptr<command> make_merge_command()
{
    return std::make_unique<merge_command>();
}

} // namespace ampstream::cli
