// SPDX-License-Identifier: BSD-3-Clause
// `ampstream classify`: names and confidences for sequences.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <ampstream/classify/call_format.hpp>
#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/open_model.hpp>
#include <ampstream/classify/options.hpp>
#include <ampstream/classify/taxon_counts.hpp>
#include <ampstream/classify/taxonomy_table.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/reference/options.hpp>

#include "cli/command.hpp"
#include "cli/data_files.hpp"
#include "cli/option_parts.hpp"

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
    std::vector<std::uint32_t> lowest_taxa{}; ///< of queries with a call, when they are counted
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
        option_list list{input_file("input", input_, "Sequences, FASTA or FASTQ, gzip or plain, - for standard input"),
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
                         {.name = "format",
                          .value = &format_,
                          .help = "Form of the table: our own, RDP's, a QIIME 2 taxonomy.tsv, a phyloseq tax_table",
                          .choices = {classify::call_format_names.begin(), classify::call_format_names.end()},
                          .counterpart = "rdp_classifier -f"},
                         {.name = "hier-out",
                          .value = &hier_out_,
                          .help = "Queries by taxon, RDP's hierarchical counts",
                          .counterpart = "rdp_classifier -h",
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
        std::optional<io::output_file> hier_file;
        if (!hier_out_.empty())
            hier_file.emplace(hier_out_);
        auto const opened = classify::open_model(reference_.empty() ? find_data_file("reference.fasta.gz") : reference_,
                                                 reading_, given.threads);
        given.report.say(opened.note);
        classify::classifier const judge{opened.trained, chosen_};
        style_ = {.format = classify::call_format_named(format_).value_or(classify::call_format::table),
                  .rank_names = opened.trained.rank_names(),
                  .min_confidence = chosen_.min_confidence,
                  .bootstraps = chosen_.bootstraps};
        file.write(classify::call_header(style_.format, style_.rank_names));
        classify::stats counts{};
        classify::taxon_counts by_taxon{opened.trained};
        exec::run_stream<classifying>(
            given.threads,
            [&]() -> std::optional<classifying>
            {
                auto block = reader.next();
                if (!block)
                    return std::nullopt;
                return classifying{.block = std::move(*block)};
            },
            [&](classifying & work) { classify_block(judge, by_taxon, work); },
            [&](classifying & work)
            {
                file.write(work.rows);
                counts += work.counts;
                by_taxon.add(work.lowest_taxa);
                given.report.progress(fmt::format("classifying: {} queries", counts.queries), -1.0);
            });
        if (hier_file)
        {
            hier_file->write(
                by_taxon.table(input_ == "-" ? "stdin" : std::filesystem::path{input_}.filename().string()));
            hier_file->commit();
        }
        file.commit();
        for (std::string const & line : classify::report(counts, style_.rank_names, chosen_.min_confidence))
            given.report.say(line);
    }

private:
    void classify_block(classify::classifier const & judge,
                        classify::taxon_counts const & by_taxon,
                        classifying & work) const
    {
        read_batch const queries = io::parse(std::move(work.block));
        classify::workspace memory;
        for (std::size_t i = 0; i < queries.size(); ++i)
        {
            read_view const query = queries[i];
            classify::outcome const one = judge.examine(query.sequence, memory);
            classify::count(work.counts, one, chosen_.min_confidence);
            if (!hier_out_.empty() && one.why == classify::reason::classified)
                work.lowest_taxa.push_back(by_taxon.lowest_taxon(one, chosen_.min_confidence));
            std::string_view const label = label_of(query.header);
            classify::append_call(work.rows, strips_size_ ? without_size(label) : std::string{label}, one, style_);
        }
    }

    std::string input_{};
    std::string reference_{};
    std::string out_{"-"};
    std::string format_{"table"};
    std::string hier_out_{};
    classify::call_style style_{}; ///< set before any block is classified
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
