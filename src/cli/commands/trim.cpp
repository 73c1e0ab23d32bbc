// SPDX-License-Identifier: BSD-3-Clause
// `ampstream trim`: primers off reads and pairs.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ampstream/core/error.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/pair_reader.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/trim/detect_primers.hpp>
#include <ampstream/trim/options.hpp>
#include <ampstream/trim/report.hpp>
#include <ampstream/trim/trimmer.hpp>

#include "cli/command.hpp"
#include "cli/option_parts.hpp"

namespace ampstream::cli
{

namespace
{

/// The files of one mate; of single reads there is one mate.
struct mate_files
{
    std::string fastq{};
    std::string fasta{};
    std::string untrimmed{};
};

/// Text for the files of one mate, made from one batch.
struct mate_text
{
    std::string fastq{};
    std::string fasta{};
    std::string untrimmed{};
};

/// A batch on its way through the stream; a single read's mate is `forward`.
struct trim_token
{
    io::pair_block blocks{};
    std::array<mate_text, 2> texts{};
    trim::stats counts{};
    std::string advice{};
};

void append_read(std::string & text, read_view const & read)
{
    if (read.quality.empty() && !read.sequence.empty())
        io::append_fasta(text, read.header, read.sequence, 0);
    else
        io::append_fastq(text, read);
}

class trim_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "trim"; }
    [[nodiscard]] std::string_view summary() const override { return "Cut primers from merged reads or from pairs"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Merged reads lose the forward primer at the 5' end and the complement of the reverse primer at the 3' "
               "end;\n"
               "with a second file R1 loses the forward primer and R2 the reverse primer. Reads without the required "
               "primers\n"
               "are left out, counted by reason, and written to --untrimmed as they came.\n\n"
               "  ampstream trim merged.fastq --primers v3v4 --fastqout trimmed.fastq\n"
               "  ampstream trim R1.fastq.gz R2.fastq.gz --primers v4 --fastqout O1.fastq.gz --fastqout2 O2.fastq.gz\n"
               "  ampstream trim merged.fastq --forward GTGYCAGCMGCCGCGGTAA --reverse GGACTACNVGGGTWTCTAAT --orient "
               "--fastqout -";
    }
    [[nodiscard]] int position() const override { return 200; }
    [[nodiscard]] option_list options() override;
    void run(context & given) override;

private:
    [[nodiscard]] bool is_paired() const { return !mates_.empty(); }
    void check_outputs() const;
    [[nodiscard]] bool writes_to_standard_output() const;
    [[nodiscard]] std::optional<trim_token> next(std::optional<io::block_reader> & single,
                                                 std::optional<io::pair_block_reader> & pairs) const;
    void check_format(io::text_block const & block) const;
    void work(trim_token & token, trim::trimmer const & trim) const;
    void format(trim_token & token,
                std::size_t mate,
                read_batch const & kept,
                read_batch const & original,
                std::vector<trim::verdict> const & verdicts) const;
    [[nodiscard]] trim::stats stream(context & given, trim::trimmer const & trim) const;

    trim::options chosen_{};
    std::string reads_{};
    std::string mates_{};
    std::array<mate_files, 2> files_{};
    std::string stats_file_{};
    bool marks_turned_{};
};

option_list trim_command::options()
{
    auto const file = [](std::string name, std::string & value, std::string help, std::string counterpart)
    {
        return option{.name = std::move(name),
                      .value = &value,
                      .help = std::move(help),
                      .counterpart = std::move(counterpart),
                      .is_file = true,
                      .is_output = true};
    };
    option_list list{input_file("reads", reads_,
                                "Merged or single reads, or R1 (FASTQ or FASTA, gzip or plain, - for standard input)"),
                     {.name = "mates", .value = &mates_, .help = "R2", .is_positional = true, .is_file = true},
                     file("fastqout", files_[0].fastq, "Write trimmed reads (R1) as FASTQ", "cutadapt -o"),
                     file("fastqout2", files_[1].fastq, "Write trimmed R2 as FASTQ", "cutadapt -p"),
                     file("fastaout", files_[0].fasta, "Write trimmed reads (R1) as FASTA", "cutadapt --fasta -o"),
                     file("fastaout2", files_[1].fasta, "Write trimmed R2 as FASTA", "cutadapt --fasta -p"),
                     file("untrimmed", files_[0].untrimmed, "Write reads (R1) without primers, as they came",
                          "cutadapt --untrimmed-output"),
                     file("untrimmed2", files_[1].untrimmed, "Write R2 without primers, as they came",
                          "cutadapt --untrimmed-paired-output"),
                     file("stats", stats_file_,
                          "Write counts by reason and primer; JSON if the name ends in .json, else TSV",
                          "cutadapt --json"),
                     {.name = "mark-turned",
                      .value = &marks_turned_,
                      .help = "Append ' rc' to the header of reads turned by --orient",
                      .counterpart = "cutadapt --revcomp"}};
    option_list const of_stage = trim::describe(chosen_);
    list.insert(list.end(), of_stage.begin(), of_stage.end());
    return list;
}

void trim_command::check_outputs() const
{
    mate_files const & first = files_[0];
    mate_files const & second = files_[1];
    if (first.fastq.empty() && first.fasta.empty())
        throw usage_error{"no output is given: --fastqout FILE or --fastaout FILE"};
    if (!is_paired() && !(second.fastq.empty() && second.fasta.empty() && second.untrimmed.empty()))
        throw usage_error{"--fastqout2, --fastaout2 and --untrimmed2 are for pairs; one file of reads is given"};
    if (is_paired() && (first.fastq.empty() != second.fastq.empty() || first.fasta.empty() != second.fasta.empty() ||
                        first.untrimmed.empty() != second.untrimmed.empty()))
        throw usage_error{"pairs need both --fastqout and --fastqout2 (or --fastaout, --fastaout2; --untrimmed, "
                          "--untrimmed2)"};
}

bool trim_command::writes_to_standard_output() const
{
    return stats_file_ == "-" ||
           std::ranges::any_of(files_, [](mate_files const & mate)
                               { return mate.fastq == "-" || mate.fasta == "-" || mate.untrimmed == "-"; });
}

void trim_command::check_format(io::text_block const & block) const
{
    if (block.format == io::sequence_format::fasta && !files_[0].fastq.empty())
        throw input_error{{.file = block.file},
                          {"FASTQ", "FASTA, which has no qualities", "Use --fastaout instead of --fastqout."}};
}

std::optional<trim_token> trim_command::next(std::optional<io::block_reader> & single,
                                             std::optional<io::pair_block_reader> & pairs) const
{
    trim_token token{};
    if (pairs)
    {
        auto blocks = pairs->next();
        if (!blocks)
            return std::nullopt;
        token.blocks = std::move(*blocks);
        check_format(token.blocks.reverse);
    }
    else if (single)
    {
        auto block = single->next();
        if (!block)
            return std::nullopt;
        token.blocks.forward = std::move(*block);
    }
    check_format(token.blocks.forward);
    return token;
}

void trim_command::format(trim_token & token,
                          std::size_t mate,
                          read_batch const & kept,
                          read_batch const & original,
                          std::vector<trim::verdict> const & verdicts) const
{
    mate_text & text = token.texts[mate];
    mate_files const & files = files_[mate];
    std::string marked;
    for (std::size_t i = 0, k = 0; i < verdicts.size(); ++i)
    {
        if (!trim::is_kept(verdicts[i].result))
        {
            if (!files.untrimmed.empty() && trim::is_without_primers(verdicts[i].result))
                append_read(text.untrimmed, original[i]);
            continue;
        }
        read_view read = kept[k++];
        if (marks_turned_ && verdicts[i].is_turned)
            read.header = marked.assign(read.header).append(" rc");
        if (!files.fastq.empty())
            io::append_fastq(text.fastq, read);
        if (!files.fasta.empty())
            io::append_fasta(text.fasta, read.header, read.sequence, 0);
    }
}

void trim_command::work(trim_token & token, trim::trimmer const & trim) const
{
    bool const is_first = token.blocks.forward.ordinal == 0;
    bool const needs_original = is_first || !files_[0].untrimmed.empty();
    std::vector<trim::verdict> verdicts;
    auto const advise = [&](auto const & original)
    {
        if (is_first && 2 * token.counts.kept < token.counts.reads)
            token.advice = trim::explain(trim::detect_primers(original, trim::sets_to_survey(trim.primers())),
                                         trim.primers(), chosen_.orient);
    };
    if (is_paired())
    {
        pair_batch pairs = io::parse(std::move(token.blocks));
        pair_batch const original = needs_original ? pairs : pair_batch{};
        token.counts = trim(pairs, &verdicts);
        format(token, 0, pairs.forward, original.forward, verdicts);
        format(token, 1, pairs.reverse, original.reverse, verdicts);
        advise(original);
        return;
    }
    read_batch reads = io::parse(std::move(token.blocks.forward));
    read_batch const original = needs_original ? reads : read_batch{};
    token.counts = trim(reads, &verdicts);
    format(token, 0, reads, original, verdicts);
    advise(original);
}

/// The output files that were asked for.
class trim_outputs
{
public:
    explicit trim_outputs(std::array<mate_files, 2> const & files)
    {
        for (std::size_t mate = 0; mate < files.size(); ++mate)
        {
            open(files[mate].fastq, mate, &mate_text::fastq);
            open(files[mate].fasta, mate, &mate_text::fasta);
            open(files[mate].untrimmed, mate, &mate_text::untrimmed);
        }
    }
    void write(std::array<mate_text, 2> const & texts)
    {
        for (output & one : outputs_)
            one.file.write(texts[one.mate].*one.text);
    }
    void commit()
    {
        for (output & one : outputs_)
            one.file.commit();
    }

private:
    struct output
    {
        io::output_file file;
        std::size_t mate;
        std::string mate_text::*text;
    };
    void open(std::string const & path, std::size_t mate, std::string mate_text::*text)
    {
        if (!path.empty())
            outputs_.push_back({io::output_file{path}, mate, text});
    }

    std::vector<output> outputs_{};
};

trim::stats trim_command::stream(context & given, trim::trimmer const & trim) const
{
    std::optional<io::block_reader> single;
    std::optional<io::pair_block_reader> pairs;
    if (is_paired())
        pairs.emplace(reads_, mates_);
    else
        single.emplace(io::open_input(reads_));
    trim_outputs outputs{files_};
    trim::stats counts{};
    std::string advice;
    exec::run_stream<trim_token>(
        given.threads, [&] { return next(single, pairs); }, [&](trim_token & token) { work(token, trim); },
        [&](trim_token & token)
        {
            outputs.write(token.texts);
            counts += token.counts;
            advice += token.advice;
        });
    outputs.commit();
    if (!advice.empty())
        given.report.say("few primers: " + advice);
    return counts;
}

void trim_command::run(context & given)
{
    check_outputs();
    trim::trimmer const trim{chosen_};
    std::optional<io::output_file> report;
    if (!stats_file_.empty())
        report.emplace(stats_file_);
    trim::stats const counts = stream(given, trim);
    if (report)
    {
        report->write(stats_file_.ends_with(".json") ? trim::report_json(counts, trim.primers())
                                                     : trim::report_tsv(counts, trim.primers()));
        report->commit();
    }
    std::string const line = trim::summary_line(counts, is_paired() ? "pairs" : "reads");
    if (writes_to_standard_output())
        given.report.say(line);
    else
        given.report.summary(line);
}

} // namespace

std::unique_ptr<command> make_trim_command()
{
    return std::make_unique<trim_command>();
}

} // namespace ampstream::cli
