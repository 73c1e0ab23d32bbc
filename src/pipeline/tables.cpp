// SPDX-License-Identifier: BSD-3-Clause
// Writing OTUs, their names and their counts.
#include "pipeline/tables.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include <ampstream/classify/taxonomy_table.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/species/species_table.hpp>
#include <ampstream/table/build_table.hpp>
#include <ampstream/table/collapse.hpp>
#include <ampstream/table/write.hpp>

namespace ampstream::pipeline
{

unique_set otu_sequences(unique_set const & uniques, otu_set const & otus)
{
    unique_set sequences;
    for (std::size_t row = 0; row < otus.kept.size(); ++row)
        sequences.push_back(otu_name(row), uniques.sequence(otus.partition.centroids[otus.kept[row]]),
                            otus.sizes[otus.kept[row]]);
    return sequences;
}

feature_table otu_table(study_plan const & plan,
                        unique_set const & uniques,
                        otu_set const & otus,
                        classify::outcomes const & calls,
                        std::vector<std::string> const & rank_names)
{
    std::vector<std::string> names;
    names.reserve(otus.kept.size());
    for (std::size_t row = 0; row < otus.kept.size(); ++row)
        names.push_back(otu_name(row));
    std::vector<std::string> samples;
    samples.reserve(plan.study.samples.size());
    for (runfolder::sample const & one : plan.study.samples)
        samples.push_back(one.name);
    feature_table table = table::build_table(uniques, otus.partition, otus.kept, std::move(names), std::move(samples));
    table.rank_names = rank_names;
    table.metadata_columns = plan.study.metadata_columns;
    if (!table.metadata_columns.empty())
        for (runfolder::sample const & one : plan.study.samples)
            table.metadata.push_back(one.metadata);
    for (classify::outcome const & one : calls.queries)
        table.lineages.push_back(classify::confident_lineage(one.call, plan.chosen.classify.min_confidence));
    return table;
}

void write_tables(feature_table const & table, std::string const & generated_by, result_files & files)
{
    files.write("otu_table.tsv", [&](auto const & write) { table::write_tsv(table, "#OTU ID", true, write); });
    files.write("otu_table.biom", [&](auto const & write) { table::write_biom(table, generated_by, write); });
    for (std::string_view const rank : table_ranks)
    {
        auto const place = std::ranges::find(table.rank_names, rank) - table.rank_names.begin();
        feature_table const summed = table::collapse(table, static_cast<std::size_t>(place));
        files.write(fmt::format("{}_table.tsv", rank),
                    [&](auto const & write) { table::write_tsv(summed, rank, false, write); });
    }
}

void write_off_target(feature_table const & table, result_files & files)
{
    files.write("off_target_table.tsv", [&](auto const & write) { table::write_tsv(table, "#OTU ID", true, write); });
}

void write_otus(unique_set const & uniques, otu_set const & otus, unique_set const & centroids, result_files & files)
{
    files.write("otus.fasta",
                [&](auto const & write)
                {
                    std::string text;
                    for (std::size_t row = 0; row < centroids.size(); ++row)
                    {
                        std::uint32_t const cluster = otus.kept[row];
                        std::string_view const label = uniques.label(otus.partition.centroids[cluster]);
                        text.clear();
                        io::append_fasta(
                            text, fmt::format("{} {}", centroids.label(row), with_size(label, otus.sizes[cluster])),
                            centroids.sequence(row), 0);
                        write(text);
                    }
                });
}

void write_taxonomy(unique_set const & centroids,
                    classify::outcomes const & calls,
                    classify::options const & chosen,
                    std::vector<std::string> const & rank_names,
                    std::optional<species::assigned> const & named_species,
                    result_files & files)
{
    classify::table_style const style{
        .ranks = rank_names.size(), .min_confidence = chosen.min_confidence, .bootstraps = chosen.bootstraps};
    std::string text = classify::table_header(rank_names);
    if (named_species.has_value())
        text.replace(text.size() - 1, 1, "\texact_species\texact_mismatches\texact_status\n");
    for (std::size_t row = 0; row < centroids.size(); ++row)
    {
        classify::append_row(text, centroids.label(row), calls.queries[row], style);
        if (named_species.has_value())
        {
            species::assignment const & one = named_species->queries[row];
            text.pop_back();
            fmt::format_to(std::back_inserter(text), "\t{}\t{}\t{}\n", species::species_text(one),
                           one.references > 0 ? std::to_string(one.mismatches) : "NA", name_of(one.why));
        }
    }
    files.write("taxonomy.tsv", text);
}

} // namespace ampstream::pipeline
