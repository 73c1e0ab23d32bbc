// SPDX-License-Identifier: BSD-3-Clause
// ampstream orient: turns sequences to the strand of a database.
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/orient/orienter.hpp>
#include <ampstream/orient/stats.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/option_parts.hpp"
#include "cli/optional_file.hpp"
#include "cli/read_outputs.hpp"

namespace ampstream::cli
{

namespace
{

/// A block on its way from text to turned sequences.
struct orienting
{
    io::text_block block{};
    bool is_fastq{};
    read_batch reads{}; ///< turned where the minus strand was shown
    std::vector<orient::verdict> verdicts{};
};

class orient_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "orient"; }
    [[nodiscard]] std::string_view summary() const override { return "Turn sequences to the strand of a database"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Decides as vsearch --orient does; sequences that show the minus strand are written as their reverse "
               "complement.\n"
               "Example: ampstream orient reads.fastq --db reference.fasta --fastqout oriented.fastq --notmatched "
               "rest.fastq";
    }
    [[nodiscard]] int position() const override { return 45; }

    option_list options() override;
    void run(context & given) override;

private:
    [[nodiscard]] orient::word_census read_database(context & given) const;
    static void append_row(std::string & text, std::string_view label, orient::verdict const & decided);
    static void report(orient::stats const & counted, reporter & to);

    std::string input_{};
    std::string database_file_{};
    std::string fastq_name_{};
    std::string fasta_name_{};
    std::string rest_name_{};
    std::string table_name_{};
    orient::options options_{};
    bool sizein_{false};
    label_style style_{};
    std::uint64_t fasta_width_{80};
};

option_list orient_command::options()
{
    option_list list{
        input_file("input", input_, "Sequences, FASTA or FASTQ"),
        {.name = "db",
         .value = &database_file_,
         .help = "Sequences on the right strand, FASTA or FASTQ",
         .counterpart = "vsearch --db",
         .is_required = true,
         .is_file = true},
        {.name = "fastqout",
         .value = &fastq_name_,
         .help = "Oriented sequences, FASTQ",
         .counterpart = "vsearch --fastqout",
         .is_file = true},
        {.name = "fastaout",
         .value = &fasta_name_,
         .help = "Oriented sequences, FASTA",
         .counterpart = "vsearch --fastaout",
         .is_file = true},
        {.name = "notmatched",
         .value = &rest_name_,
         .help = "Sequences that show no strand, in the format of the input",
         .counterpart = "vsearch --notmatched",
         .is_file = true},
        {.name = "tabbedout",
         .value = &table_name_,
         .help = "Label, strand, words for the plus and for the minus strand",
         .counterpart = "vsearch --tabbedout",
         .is_file = true},
    };
    append(list, orient::describe(options_));
    append(list, describe_labels(style_, fasta_width_));
    list.push_back(accepted_sizein(sizein_));
    return list;
}

orient::word_census orient_command::read_database(context & given) const
{
    orient::word_census census{static_cast<unsigned>(options_.wordlength), kmer::masking_named(options_.dbmask)};
    for_each_batch(database_file_, given.threads,
                   [&](read_batch const & batch, std::string const &)
                   {
                       for (std::size_t i = 0; i < batch.size(); ++i)
                           if (std::size_t const length = batch[i].sequence.size();
                               length >= options_.minseqlength && length <= options_.maxseqlength)
                               census.add(batch[i].sequence);
                   });
    return census;
}

void orient_command::append_row(std::string & text, std::string_view label, orient::verdict const & decided)
{
    fmt::format_to(std::back_inserter(text), "{}\t{}\t{}\t{}\n", label, static_cast<char>(decided.shown),
                   decided.plus_words, decided.minus_words);
}

void orient_command::report(orient::stats const & counted, reporter & to)
{
    auto const share = [&](std::uint64_t part)
    {
        return counted.sequences() == 0 ? 0.0
                                        : 100.0 * static_cast<double>(part) / static_cast<double>(counted.sequences());
    };
    to.say(fmt::format("{} sequences: {} ({:.2f} %) as they are, {} ({:.2f} %) turned, {} ({:.2f} %) undecided",
                       counted.sequences(), counted.plus, share(counted.plus), counted.minus, share(counted.minus),
                       counted.unknown, share(counted.unknown)));
}

void orient_command::run(context & given)
{
    style_.validate();
    options_.validate();
    if (fastq_name_.empty() && fasta_name_.empty() && rest_name_.empty() && table_name_.empty())
        throw usage_error{"no output file is named; give --fastqout, --fastaout, --notmatched or --tabbedout"};
    read_outputs oriented{fastq_name_, fasta_name_, style_, fasta_width_};
    std::unique_ptr<read_outputs> rest; // FASTQ or FASTA: known when the first block is
    optional_file table{table_name_};
    orient::word_census const census = read_database(given);
    orient::orienter const judge{options_, census};
    orient::stats counted;

    io::block_reader reader{io::open_input(input_)};
    auto const open_rest = [&](bool is_fastq)
    {
        rest = std::make_unique<read_outputs>(is_fastq ? rest_name_ : "", is_fastq ? "" : rest_name_, style_,
                                              fasta_width_);
    };
    exec::run_stream<orienting>(
        given.threads,
        [&reader]() -> std::optional<orienting>
        {
            auto block = reader.next();
            return block ? std::optional{orienting{.block = std::move(*block)}} : std::nullopt;
        },
        [&](orienting & work)
        {
            work.is_fastq = work.block.format == io::sequence_format::fastq;
            if (!work.is_fastq && oriented.want_fastq())
                throw usage_error{fmt::format("--fastqout needs qualities; {} is FASTA", work.block.file)};
            work.reads = io::parse(std::move(work.block));
            for (std::size_t i = 0; i < work.reads.size(); ++i)
                if (work.verdicts.emplace_back(judge(work.reads[i].sequence)).shown == orient::strand::minus)
                    work.reads.reverse_complement(i);
        },
        [&](orienting & work)
        {
            if (!rest)
                open_rest(work.is_fastq);
            read_texts turned;
            read_texts left;
            std::string rows;
            for (std::size_t i = 0; i < work.reads.size(); ++i)
            {
                read_view const read = work.reads[i];
                std::string_view const label = label_of(read.header);
                orient::verdict const & decided = work.verdicts[i];
                counted.count(decided.shown);
                bool const is_known = decided.shown != orient::strand::unknown;
                (is_known ? oriented : *rest)
                    .append(is_known ? turned : left, {label, read.sequence, read.quality},
                            is_known ? counted.oriented() : counted.unknown, abundance_of(label), std::nullopt);
                append_row(rows, label, decided);
            }
            oriented.write(turned);
            rest->write(left);
            table.write(rows);
            given.report.progress(fmt::format("orienting: {} sequences", counted.sequences()), -1.0);
        });
    if (!rest)
        open_rest(false);
    oriented.commit();
    rest->commit();
    table.commit();
    report(counted, given.report);
}

} // namespace

std::unique_ptr<command> make_orient_command()
{
    return std::make_unique<orient_command>();
}

} // namespace ampstream::cli
