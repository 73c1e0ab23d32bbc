// SPDX-License-Identifier: BSD-3-Clause
// ampstream cluster: greedy clustering of uniques around centroids.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/intake.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/cluster/order.hpp>
#include <ampstream/cluster/uc.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "cli/command.hpp"

namespace ampstream::cli
{

namespace
{

class cluster_command : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "cluster"; }
    [[nodiscard]] std::string_view summary() const override { return "Cluster sequences around centroids"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Takes sequences by abundance, the most abundant first: each joins the best centroid that is similar\n"
               "enough or becomes a centroid, as vsearch --cluster_size does. Abundances (;size=N) always decide the\n"
               "order; with --sizein they are also summed up for each cluster.\n"
               "Example: ampstream cluster uniques.fasta --id 0.97 --sizein --sizeout --centroids otus.fasta --uc "
               "otus.uc";
    }
    [[nodiscard]] int position() const override { return 60; }

    option_list options() override
    {
        option_list list{
            {.name = "input",
             .value = &input_,
             .help = "Sequences, FASTA or FASTQ",
             .is_positional = true,
             .is_required = true,
             .is_file = true},
            {.name = "centroids",
             .value = &centroids_file_,
             .help = "Centroids in the order they were made, FASTA",
             .counterpart = "vsearch --centroids",
             .is_file = true},
            {.name = "uc",
             .value = &uc_file_,
             .help = "Clusters and their members in USEARCH's table",
             .counterpart = "vsearch --uc",
             .is_file = true},
        };
        for (option & one : cluster::describe(chosen_))
            list.push_back(std::move(one));
        for (option & one : cluster::describe(lengths_))
            list.push_back(std::move(one));
        list.push_back({.name = "sizein",
                        .value = &sizein_,
                        .help = "A cluster's size is the sum of its members' abundances, not their number",
                        .counterpart = "vsearch --sizein"});
        for (option & one : describe(style_))
            if (one.name != "eeout") // members have no qualities
                list.push_back(std::move(one));
        list.push_back({.name = "fasta_width",
                        .value = &fasta_width_,
                        .help = "Bases a line of FASTA, 0: all",
                        .unit = "bases",
                        .counterpart = "vsearch --fasta_width"});
        return list;
    }

    void run(context & given) override;

private:
    [[nodiscard]] unique_set read(context & given) const;
    void write_centroids(unique_set const & uniques,
                         cluster::result const & clustered,
                         std::vector<std::uint64_t> const & sizes,
                         io::output_file & file) const;
    void write_table(unique_set const & uniques,
                     cluster::result const & clustered,
                     std::vector<std::uint64_t> const & sizes,
                     io::output_file & file) const;

    std::string input_{};
    std::string centroids_file_{};
    std::string uc_file_{};
    cluster::options chosen_{};
    cluster::length_limits lengths_{};
    label_style style_{};
    bool sizein_{false};
    std::uint64_t fasta_width_{80};
};

unique_set cluster_command::read(context & given) const
{
    io::sequence_reader reader{input_};
    cluster::intake sequences{lengths_};
    while (auto batch = reader.next())
    {
        given.threads.check_stop();
        sequences.add(*batch);
    }
    cluster::intake_stats const & counted = sequences.counted();
    if (counted.taken != counted.sequences)
        given.report.say(fmt::format("{} sequences shorter than {} and {} longer than {} bases are left out",
                                     counted.too_short, lengths_.minseqlength, counted.too_long,
                                     lengths_.maxseqlength));
    unique_set const as_read = std::move(sequences).finish();
    return cluster::reordered(as_read, cluster::order_by_abundance(as_read));
}

void cluster_command::write_centroids(unique_set const & uniques,
                                      cluster::result const & clustered,
                                      std::vector<std::uint64_t> const & sizes,
                                      io::output_file & file) const
{
    std::string label;
    std::string text;
    for (std::size_t i = 0; i < sizes.size(); ++i)
    {
        std::uint32_t const centroid = clustered.partition.centroids[i];
        std::string const sequence = cluster::masked(uniques.sequence(centroid), chosen_);
        label.clear();
        append_label(
            label, style_,
            {.header = uniques.label(centroid), .sequence = sequence, .ordinal = i + 1, .abundance = sizes[i]});
        text.clear();
        io::append_fasta(text, label, sequence, fasta_width_);
        file.write(text);
    }
}

void cluster_command::write_table(unique_set const & uniques,
                                  cluster::result const & clustered,
                                  std::vector<std::uint64_t> const & sizes,
                                  io::output_file & file) const
{
    cluster::write_uc(
        uniques, clustered, sizes,
        [&](std::size_t unique) { return without_annotations(uniques.label(unique), style_.xsize, style_.xee); },
        [&](std::string_view text) { file.write(text); });
}

void cluster_command::run(context & given)
{
    if (centroids_file_.empty() && uc_file_.empty())
        throw usage_error{"no output file is named; give --centroids or --uc"};
    style_.validate();
    lengths_.validate();
    cluster::clusterer const gather{chosen_, given.threads};
    std::optional<io::output_file> centroids;
    std::optional<io::output_file> table;
    if (!centroids_file_.empty())
        centroids.emplace(centroids_file_);
    if (!uc_file_.empty())
        table.emplace(uc_file_);

    unique_set const uniques = read(given);
    cluster::result const clustered =
        gather(uniques,
               [&](std::size_t done, std::size_t clusters)
               {
                   given.report.progress(fmt::format("clustering: {} clusters", clusters),
                                         static_cast<double>(done) / static_cast<double>(uniques.size()));
               });
    std::vector<std::uint64_t> const sizes = cluster::cluster_sizes(uniques, clustered.partition, sizein_);
    if (centroids)
        write_centroids(uniques, clustered, sizes, *centroids);
    if (table)
        write_table(uniques, clustered, sizes, *table);
    for (std::optional<io::output_file> * file : {&centroids, &table})
        if (*file)
            (*file)->commit();
    cluster::stats const & counted = clustered.counted;
    given.report.say(fmt::format("{} sequences, {} clusters; {} candidates aligned, {} rejected", counted.sequences,
                                 counted.clusters, counted.searches.alignments, counted.searches.rejected));
}

} // namespace

std::unique_ptr<command> make_cluster_command()
{
    return std::make_unique<cluster_command>();
}

} // namespace ampstream::cli
