// SPDX-License-Identifier: BSD-3-Clause
// ampstream cluster: greedy clustering of uniques around centroids.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <ampstream/cluster/cluster_writer.hpp>
#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/intake.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/cluster/order.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/core/read_batch.hpp>

#include "cli/cluster_results.hpp"
#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/fasta_output.hpp"
#include "cli/option_parts.hpp"

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
               "enough or becomes a centroid, as vsearch --cluster_size does; --method has VSEARCH's other ways.\n"
               "Abundances (;size=N) always decide the order; with --sizein they are also summed up for each cluster.\n"
               "Example: ampstream cluster uniques.fasta --id 0.97 --sizein --sizeout --centroids otus.fasta --uc "
               "otus.uc";
    }
    [[nodiscard]] int position() const override { return 60; }
    option_list options() override;
    void run(context & given) override;

private:
    [[nodiscard]] unique_set read(context & given) const;

    std::string input_{};
    cluster_results results_{};
    cluster::options chosen_{};
    cluster::length_limits lengths_{};
    cluster::appearance how_{};
};

option_list cluster_command::options()
{
    option_list list{input_file("input", input_, "Sequences, FASTA or FASTQ")};
    append(list, results_.describe());
    append(list, cluster::describe_method(chosen_));
    append(list, cluster::describe(chosen_));
    append(list, cluster::describe(lengths_));
    list.push_back({.name = "sizein",
                    .value = &how_.sizein,
                    .help = "A cluster's size is the sum of its members' abundances, not their number",
                    .counterpart = "vsearch --sizein"});
    list.push_back({.name = "clusterout_id",
                    .value = &how_.clusterout_id,
                    .help = "Add ;clusterid=N to the labels of --centroids, --consout and --profile",
                    .counterpart = "vsearch --clusterout_id"});
    list.push_back({.name = "clusterout_sort",
                    .value = &how_.clusterout_sort,
                    .help = "Write clusters by size, the largest first, not in the order they were made",
                    .counterpart = "vsearch --clusterout_sort"});
    append(list, describe_labels(how_.style, how_.fasta_width));
    return list;
}

unique_set cluster_command::read(context & given) const
{
    cluster::length_limits limits = lengths_;
    if (chosen_.is_unoise())
        limits.minsize = chosen_.minsize;
    cluster::intake sequences{limits};
    for_each_batch(input_, given.threads,
                   [&sequences](read_batch const & batch, std::string const &) { sequences.add(batch); });
    cluster::intake_stats const & counted = sequences.counted();
    if (counted.too_short + counted.too_long != 0)
        given.report.say(fmt::format("{} sequences shorter than {} and {} longer than {} bases are left out",
                                     counted.too_short, lengths_.minseqlength, counted.too_long,
                                     lengths_.maxseqlength));
    if (counted.too_rare != 0)
        given.report.say(
            fmt::format("{} sequences with an abundance below {} are left out", counted.too_rare, limits.minsize));
    unique_set as_read = std::move(sequences).finish();
    if (chosen_.method == "smallmem")
    {
        if (!chosen_.usersort && !cluster::is_by_length(as_read))
            throw input_error{{.file = input_},
                              {.expected = "sequences by length, the longest first",
                               .found = "a sequence that is longer than the one before it",
                               .advice = "sort them, or take them in their order with --usersort"}};
        return as_read;
    }
    return cluster::reordered(as_read, chosen_.method == "fast" ? cluster::order_by_length(as_read)
                                                                : cluster::order_by_abundance(as_read));
}

void cluster_command::run(context & given)
{
    how_.style.validate();
    lengths_.validate();
    cluster::clusterer const gather{chosen_, given.threads};
    results_.open();

    unique_set const uniques = read(given);
    cluster::result const clustered =
        gather(uniques,
               [&](std::size_t done, std::size_t clusters)
               {
                   given.report.progress(fmt::format("clustering: {} clusters", clusters),
                                         static_cast<double>(done) / static_cast<double>(uniques.size()));
               });
    results_.write(uniques, clustered, chosen_, how_, given.threads);
    results_.commit();
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
