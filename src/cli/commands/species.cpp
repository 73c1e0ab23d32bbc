// SPDX-License-Identifier: BSD-3-Clause
// ampstream species: species by exact matching.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/lineage.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/text_lines.hpp>
#include <ampstream/species/assigner.hpp>
#include <ampstream/species/genus_column.hpp>
#include <ampstream/species/species_table.hpp>
#include <ampstream/table/taxonomy.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/option_parts.hpp"

namespace ampstream::cli
{

namespace
{

/// All queries: they are few (OTUs, ASVs), the references stream past them.
struct query_list
{
    std::vector<std::string> labels{};
    std::vector<std::string> sequences{};
};

class species_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "species"; }
    [[nodiscard]] std::string_view summary() const override { return "Name species by exact matching"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "A query has the species of all references that hold it from end to end without a mismatch, as in "
               "DADA2's\n"
               "assignSpecies; ambiguous ones are listed. With --taxonomy the genus must be the classified one, as in "
               "addSpecies.\n"
               "References: 'id Genus species' (DADA2's species files), SILVA's releases, or lineages of seven ranks; "
               "they stream\n"
               "through, so that memory does not grow with them.\n\n"
               "  ampstream species otus.fasta --reference silva_species_assignment.fa.gz --taxonomy taxonomy.tsv "
               "--out "
               "species.tsv";
    }
    [[nodiscard]] int position() const override { return 730; }
    option_list options() override;
    void run(context & given) override;

private:
    [[nodiscard]] query_list read_queries(context & given) const;
    [[nodiscard]] table::taxonomy read_taxonomy() const;
    /// The genus each query was classified as.
    [[nodiscard]] std::vector<std::optional<std::string>> classified_genera(query_list const & queries) const;

    std::string input_{};
    std::string reference_{};
    std::string taxonomy_{};
    std::string out_{"-"};
    bool strips_size_{};
    species::options chosen_{};
};

option_list species_command::options()
{
    option_list list{input_file("input", input_, "Sequences, FASTA or FASTQ, gzip or plain, - for standard input"),
                     {.name = "reference",
                      .value = &reference_,
                      .help = "FASTA with species in the headers, gzip or plain",
                      .counterpart = "dada2 refFasta",
                      .is_required = true,
                      .is_file = true},
                     {.name = "taxonomy",
                      .value = &taxonomy_,
                      .help =
                          "Table of 'ampstream classify' or taxonomy.tsv of a run: species of another genus are left "
                          "out",
                      .counterpart = "dada2 addSpecies",
                      .is_file = true},
                     {.name = "out", .value = &out_, .help = "Table of species, TSV", .is_file = true},
                     {.name = "xsize",
                      .value = &strips_size_,
                      .help = "Leave ;size=N out of the ids",
                      .counterpart = "vsearch --xsize"}};
    append(list, species::describe(chosen_));
    return list;
}

query_list species_command::read_queries(context & given) const
{
    query_list queries;
    for_each_batch(input_, given.threads,
                   [&queries](read_batch const & batch, std::string const &)
                   {
                       for (std::size_t i = 0; i < batch.size(); ++i)
                       {
                           queries.labels.emplace_back(label_of(batch[i].header));
                           queries.sequences.emplace_back(batch[i].sequence);
                       }
                   });
    return queries;
}

table::taxonomy species_command::read_taxonomy() const
{
    table::taxonomy calls;
    io::for_each_line(taxonomy_,
                      [&calls](std::string_view line, input_location const & where) { calls.add_line(line, where); });
    return calls;
}

std::vector<std::optional<std::string>> species_command::classified_genera(query_list const & queries) const
{
    table::taxonomy const calls = read_taxonomy();
    std::size_t const genus = species::genus_column(calls.rank_names(), taxonomy_);
    std::vector<std::optional<std::string>> genera;
    genera.reserve(queries.labels.size());
    for (std::string const & label : queries.labels)
    {
        lineage const * const names = calls.find(without_size(label));
        if (names == nullptr)
            throw input_error{{.file = taxonomy_},
                              {fmt::format("a row for \"{}\"", label), "none",
                               "Classify the same sequences that are given species."}};
        genera.emplace_back(species::genus_of(*names, genus));
    }
    return genera;
}

void species_command::run(context & given)
{
    chosen_.validate();
    io::output_file file{out_};
    query_list const queries = read_queries(given);
    std::vector<std::optional<std::string>> genera;
    if (!taxonomy_.empty())
        genera = classified_genera(queries); // its errors come before the references are read
    given.report.progress("looking for species", -1.0);
    std::vector<std::string_view> const sequences{queries.sequences.begin(), queries.sequences.end()};
    species::assigned found = species::assign_species(sequences, reference_, chosen_, given.threads);
    for (std::size_t i = 0; i < genera.size(); ++i)
        species::require_genus(found.queries[i], genera[i]);
    std::string text = species::species_header();
    species::stats counts;
    for (std::size_t i = 0; i < queries.labels.size(); ++i)
    {
        std::string const & label = queries.labels[i];
        species::append_row(text, strips_size_ ? without_size(label) : label, found.queries[i]);
        counts.count(found.queries[i].why);
    }
    file.write(text);
    file.commit();
    given.report.say(species::describe_references(found));
    given.report.say(species::describe_queries(counts));
}

} // namespace

std::unique_ptr<command> make_species_command()
{
    return std::make_unique<species_command>();
}

} // namespace ampstream::cli
