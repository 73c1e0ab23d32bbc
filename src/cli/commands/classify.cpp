// SPDX-License-Identifier: BSD-3-Clause
// `ampstream classify`: names and confidences for sequences.
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/open_model.hpp>
#include <ampstream/classify/options.hpp>
#include <ampstream/classify/taxonomy_table.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/reference/options.hpp>

#include "cli/command.hpp"
#include "cli/data_files.hpp"

namespace ampstream::cli
{

namespace
{

constexpr std::size_t queries_per_block = 64;

/// Queries on their way from text to rows.
struct classifying
{
    io::text_block block{};
    std::string rows{};
    classify::stats counts{};
};

class classify_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "classify"; }
    [[nodiscard]] std::string_view summary() const override
    {
        return "Name sequences by naive Bayes with bootstrap confidences";
    }
    [[nodiscard]] std::string_view details() const override
    {
        return "Calls as the RDP Classifier's. One row a query: id, for each rank its name and confidence, the lineage "
               "cut\n"
               "at --min-confidence, strand, status. Without --reference the default reference of this program is "
               "used.\n\n"
               "  ampstream classify otus.fasta --reference silva.model --out taxonomy.tsv";
    }
    [[nodiscard]] int position() const override { return 710; }
    [[nodiscard]] option_list options() override
    {
        option_list list{{.name = "input",
                          .value = &input_,
                          .help = "Sequences, FASTA or FASTQ, gzip or plain, - for standard input",
                          .is_positional = true,
                          .is_required = true,
                          .is_file = true},
                         {.name = "reference",
                          .value = &reference_,
                          .help = "Model of 'ampstream train', or FASTA with lineages; default: installed reference",
                          .counterpart = "rdp_classifier -t",
                          .is_file = true},
                         {.name = "out",
                          .value = &out_,
                          .help = "Table of calls, TSV",
                          .counterpart = "rdp_classifier -o",
                          .is_file = true},
                         {.name = "xsize",
                          .value = &strips_size_,
                          .help = "Leave ;size=N out of the ids",
                          .counterpart = "vsearch --xsize"}};
        for (option_list const & more : {classify::describe(chosen_), reference::describe(reading_)})
            list.insert(list.end(), more.begin(), more.end());
        return list;
    }
    void run(context & given) override
    {
        chosen_.validate();
        reading_.validate();
        io::block_reader reader{io::open_input(input_), queries_per_block};
        io::output_file file{out_};
        auto const opened = classify::open_model(reference_.empty() ? find_data_file("reference.fasta.gz") : reference_,
                                                 reading_, given.threads);
        given.report.say(opened.note);
        classify::classifier const judge{opened.trained, chosen_};
        std::vector<std::string> const & ranks = opened.trained.rank_names();
        file.write(classify::table_header(ranks));
        classify::stats counts{};
        exec::run_stream<classifying>(
            given.threads,
            [&]() -> std::optional<classifying>
            {
                auto block = reader.next();
                if (!block)
                    return std::nullopt;
                return classifying{.block = std::move(*block)};
            },
            [&](classifying & work) { classify_block(judge, work); },
            [&](classifying & work)
            {
                file.write(work.rows);
                counts += work.counts;
                given.report.progress(fmt::format("classifying: {} queries", counts.queries), -1.0);
            });
        file.commit();
        for (std::string const & line : classify::report(counts, ranks, chosen_.min_confidence))
            given.report.say(line);
    }

private:
    void classify_block(classify::classifier const & judge, classifying & work) const
    {
        read_batch const queries = io::parse(std::move(work.block));
        classify::workspace memory;
        classify::table_style const style{.ranks = judge.trained().rank_names().size(),
                                          .min_confidence = chosen_.min_confidence,
                                          .bootstraps = chosen_.bootstraps};
        for (std::size_t i = 0; i < queries.size(); ++i)
        {
            read_view const query = queries[i];
            classify::outcome const one = judge.examine(query.sequence, memory);
            classify::count(work.counts, one, chosen_.min_confidence);
            std::string_view const label = label_of(query.header);
            classify::append_row(work.rows, strips_size_ ? without_size(label) : std::string{label}, one, style);
        }
    }

    std::string input_{};
    std::string reference_{};
    std::string out_{"-"};
    bool strips_size_{};
    classify::options chosen_{};
    reference::options reading_{};
};

} // namespace

std::unique_ptr<command> make_classify_command()
{
    return std::make_unique<classify_command>();
}

} // namespace ampstream::cli
