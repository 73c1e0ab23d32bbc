// SPDX-License-Identifier: BSD-3-Clause
// ampstream table: OTU × sample counts from the membership of a clustering.
#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/text_lines.hpp>
#include <ampstream/table/build_table.hpp>
#include <ampstream/table/collapse.hpp>
#include <ampstream/table/membership.hpp>
#include <ampstream/table/row_choice.hpp>
#include <ampstream/table/taxonomy.hpp>
#include <ampstream/table/write.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/option_parts.hpp"
#include "cli/optional_file.hpp"
#include "cli/version.hpp"

namespace ampstream::cli
{

namespace
{

class table_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "table"; }
    [[nodiscard]] std::string_view summary() const override { return "Count OTUs in samples from cluster membership"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Sums the members of each cluster by sample; no read is mapped again. The sample of a member is in its "
               "label:\n"
               ";sample=NAME or ;barcodelabel=NAME, else what stands before its last '.'. Were the clustered "
               "sequences\n"
               "pooled from samples by 'ampstream derep', give the .uc of that with --derep, so that the samples stay "
               "apart.\n"
               "Example: ampstream table clusters.uc --derep pool.uc --otus otus.fasta --taxonomy taxonomy.tsv\n"
               "         --otutabout otu_table.tsv --biomout otu_table.biom --rank genus --collapsed genus_table.tsv";
    }
    [[nodiscard]] int position() const override { return 800; }

    option_list options() override
    {
        return {
            input_file("input", clusters_file_, "Clusters and their members, .uc"),
            {.name = "derep",
             .value = &derep_files_,
             .help = "Uniques and their members (.uc) from pooling the samples; may be given several times",
             .is_file = true},
            {.name = "otus",
             .value = &otus_file_,
             .help = "Centroids that become rows, in this order and with these names, FASTA; default: all",
             .is_file = true},
            {.name = "taxonomy",
             .value = &taxonomy_file_,
             .help = "Lineages of the rows, the table of 'ampstream classify'",
             .is_file = true},
            {.name = "row-order",
             .value = &row_order_,
             .help = "Order of the rows without --otus: that of the clusters, or of the names' bytes as in VSEARCH's",
             .choices = {"clusters", "names"}},
            {.name = "sample-separator",
             .value = &separator_,
             .help = "Character whose last place in a label ends the sample's name"},
            {.name = "otutabout",
             .value = &tsv_file_,
             .help = "Table of counts, TSV",
             .counterpart = "vsearch --otutabout",
             .alias = "tsv",
             .is_file = true},
            {.name = "biomout",
             .value = &biom_file_,
             .help = "Table of counts, BIOM 1.0 (JSON)",
             .counterpart = "vsearch --biomout",
             .alias = "biom",
             .is_file = true},
            {.name = "mothur_shared_out",
             .value = &shared_file_,
             .help = "Table of counts, mothur's shared file",
             .counterpart = "vsearch --mothur_shared_out",
             .is_file = true},
            {.name = "rank", .value = &rank_, .help = "Rank of --collapsed, a name of the taxonomy's ranks"},
            {.name = "collapsed",
             .value = &collapsed_file_,
             .help = "Table of counts summed by taxon of --rank, TSV",
             .is_file = true},
        };
    }

    void run(context & given) override
    {
        check_command();
        optional_file tsv{tsv_file_};
        optional_file biom{biom_file_};
        optional_file shared{shared_file_};
        optional_file collapsed{collapsed_file_};
        feature_table const counts = read_table(given.threads);
        if (tsv)
            table::write_tsv(counts, "#OTU ID", true, tsv.sink());
        if (biom)
            table::write_biom(counts, fmt::format("ampstream {}", version), biom.sink());
        if (shared)
            table::write_shared(counts, "ampstream", shared.sink());
        if (collapsed)
            table::write_tsv(table::collapse(counts, rank_number(counts)), rank_, false, collapsed.sink());
        for (optional_file * const one : {&tsv, &biom, &shared, &collapsed})
            one->commit();
        report(counts, given.report);
    }

private:
    void check_command() const
    {
        if (tsv_file_.empty() && biom_file_.empty() && shared_file_.empty() && collapsed_file_.empty())
            throw usage_error{
                "no output file is named; give --otutabout, --biomout, --mothur_shared_out or --collapsed"};
        if (!collapsed_file_.empty() && taxonomy_file_.empty())
            throw usage_error{"--collapsed sums by taxon and needs --taxonomy"};
        if (separator_.size() != 1)
            throw usage_error{fmt::format("--sample-separator is \"{}\"; it must be one character", separator_)};
    }

    [[nodiscard]] feature_table read_table(exec::thread_budget const & threads) const
    {
        table::membership_reader reader{separator_.front(), !derep_files_.empty()};
        for (std::string const & file : derep_files_)
        {
            io::for_each_line(file, [&](std::string_view line, input_location const & where)
                              { reader.add_dereplication(line, where); });
            reader.end_file({.file = file});
        }
        io::for_each_line(clusters_file_, [&](std::string_view line, input_location const & where)
                          { reader.add_clustering(line, where); });
        reader.end_file({.file = clusters_file_});
        table::membership members = std::move(reader).finish();

        table::row_choice const rows = choose_rows(members.centroids, threads);
        feature_table counts = table::build_table(members.uniques, members.clusters, rows.kept(), rows.names(),
                                                  std::move(members.samples));
        if (!taxonomy_file_.empty())
            add_lineages(members.centroids, rows.kept(), counts);
        return counts;
    }

    [[nodiscard]] table::row_choice choose_rows(std::vector<std::string> const & centroids,
                                                exec::thread_budget const & threads) const
    {
        table::row_choice rows{centroids};
        if (otus_file_.empty())
        {
            rows.add_all(centroids, row_order_ == "names" ? table::row_order::names : table::row_order::clusters,
                         {.file = clusters_file_});
            return rows;
        }
        for_each_batch(otus_file_, threads,
                       [&rows](read_batch const & batch, std::string const & name)
                       {
                           for (std::size_t i = 0; i < batch.size(); ++i)
                               rows.add(batch[i].header, {.file = name, .record = batch.record(i)});
                       });
        return rows;
    }

    void add_lineages(std::vector<std::string> const & centroids,
                      std::vector<std::uint32_t> const & kept,
                      feature_table & counts) const
    {
        table::taxonomy known;
        io::for_each_line(taxonomy_file_,
                          [&](std::string_view line, input_location const & where) { known.add_line(line, where); });
        std::vector<std::string> labels;
        labels.reserve(kept.size());
        for (std::uint32_t const cluster : kept)
            labels.push_back(centroids[cluster]);
        table::attach(known, labels, taxonomy_file_, counts);
    }

    [[nodiscard]] std::size_t rank_number(feature_table const & counts) const
    {
        auto const found = std::ranges::find(counts.rank_names, rank_);
        if (found == counts.rank_names.end())
            throw usage_error{fmt::format("--rank is \"{}\"; the ranks of {} are {}", rank_, taxonomy_file_,
                                          fmt::join(counts.rank_names, ", "))};
        return static_cast<std::size_t>(found - counts.rank_names.begin());
    }

    static void report(feature_table const & counts, reporter & to)
    {
        std::vector<std::uint64_t> const totals = table::sample_totals(counts);
        to.say(fmt::format("{} rows, {} samples, {} reads", counts.features.size(), counts.samples.size(),
                           std::accumulate(totals.begin(), totals.end(), std::uint64_t{0})));
        if (auto const empty = std::ranges::count(totals, 0U); empty > 0)
            to.say(fmt::format("{} samples have no read in these rows", empty));
    }

    std::string clusters_file_{};
    std::vector<std::string> derep_files_{};
    std::string otus_file_{};
    std::string taxonomy_file_{};
    std::string row_order_{"clusters"};
    std::string separator_{"."};
    std::string tsv_file_{};
    std::string biom_file_{};
    std::string shared_file_{};
    std::string rank_{"genus"};
    std::string collapsed_file_{};
};

} // namespace

std::unique_ptr<command> make_table_command()
{
    return std::make_unique<table_command>();
}

} // namespace ampstream::cli
