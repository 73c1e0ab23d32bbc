// SPDX-License-Identifier: BSD-3-Clause
// Clustering, chimera check, and the fate of the reads in them.
#include <ampstream/pipeline/otus.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include <fmt/format.h>

#include <ampstream/chimera/detector.hpp>
#include <ampstream/chimera/uchimeout.hpp>
#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/order.hpp>
#include <ampstream/cluster/uc.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/io/format.hpp>

namespace ampstream::pipeline
{

namespace
{

using chimera::status;

std::string sized_label(unique_set const & uniques, std::size_t i)
{
    return with_size(uniques.label(i), uniques.abundance(i));
}

void write_uniques(unique_set const & uniques, stage_files & files)
{
    files.write("uniques.fasta",
                [&uniques](text_sink const & write)
                {
                    std::string text;
                    for (std::size_t i = 0; i < uniques.size(); ++i)
                    {
                        text.clear();
                        io::append_fasta(text, sized_label(uniques, i), uniques.sequence(i), 0);
                        write(text);
                    }
                });
}

void write_clusters(unique_set const & uniques,
                    cluster::result const & clustered,
                    std::vector<std::uint64_t> const & sizes,
                    options const & chosen,
                    stage_files & files,
                    exec::thread_budget const & budget)
{
    files.write("centroids.fasta",
                [&](text_sink const & write)
                {
                    std::string text;
                    for (std::size_t i = 0; i < sizes.size(); ++i)
                    {
                        std::uint32_t const centroid = clustered.partition.centroids[i];
                        text.clear();
                        io::append_fasta(text, with_size(uniques.label(centroid), sizes[i]),
                                         cluster::masked(uniques.sequence(centroid), chosen.cluster), 0);
                        write(text);
                    }
                });
    files.write("clusters.uc",
                [&](text_sink const & write)
                {
                    cluster::write_uc(
                        uniques, clustered, sizes, [&uniques](std::size_t i) { return sized_label(uniques, i); }, write,
                        budget);
                });
}

/// The centroids with their clusters' sizes, in the order of clusters.
unique_set centroids_of(unique_set const & uniques, otu_set const & otus)
{
    unique_set centroids;
    for (std::size_t i = 0; i < otus.sizes.size(); ++i)
    {
        std::uint32_t const centroid = otus.partition.centroids[i];
        centroids.push_back(with_size(uniques.label(centroid), otus.sizes[i]), uniques.sequence(centroid),
                            otus.sizes[i]);
    }
    return centroids;
}

void write_verdicts(unique_set const & sequences, std::vector<chimera::verdict> const & verdicts, stage_files & files)
{
    files.write("chimeras.tsv",
                [&](text_sink const & write)
                {
                    std::string text;
                    for (std::size_t i = 0; i < verdicts.size(); ++i)
                    {
                        chimera::row_labels labels{.query = sequences.label(i)};
                        if (verdicts[i].has_parents)
                        {
                            labels.parent_a = sequences.label(verdicts[i].parent_a);
                            labels.parent_b = sequences.label(verdicts[i].parent_b);
                        }
                        text.clear();
                        chimera::append_uchimeout(text, verdicts[i], labels, false);
                        write(text);
                    }
                });
}

/// Judges the centroids in the order of their clusters' sizes, which becomes the order of OTUs.
void check_chimeras(unique_set const & uniques,
                    options const & chosen,
                    stage_files & files,
                    exec::thread_budget const & budget,
                    observer & watcher,
                    otu_set & otus)
{
    unique_set const centroids = centroids_of(uniques, otus);
    std::vector<std::uint32_t> const order = cluster::order_by_abundance(centroids);
    otus.verdicts.assign(order.size(), status::normal);
    if (chosen.remove_chimeras)
    {
        unique_set const sequences = cluster::reordered(centroids, order);
        std::vector<chimera::verdict> const verdicts = chimera::denovo_detector{chosen.chimera, budget}(
            sequences, [&watcher](std::size_t done, std::size_t all)
            { watcher.progress("finding chimeras", static_cast<double>(done) / static_cast<double>(all)); });
        write_verdicts(sequences, verdicts, files);
        for (std::size_t i = 0; i < order.size(); ++i)
            otus.verdicts[order[i]] = verdicts[i].decided;
    }
    std::ranges::copy_if(order, std::back_inserter(otus.kept),
                         [&otus](std::uint32_t one) { return otus.verdicts[one] == status::normal; });
}

} // namespace

std::uint64_t otu_set::count(status decided) const noexcept
{
    return static_cast<std::uint64_t>(std::ranges::count(verdicts, decided));
}

std::string otu_name(std::size_t row)
{
    return fmt::format("OTU_{}", row + 1);
}

otu_set make_otus(unique_set const & uniques,
                  options const & chosen,
                  stage_files & files,
                  exec::thread_budget const & budget,
                  observer & watcher)
{
    write_uniques(uniques, files);
    cluster::result clustered = cluster::clusterer{chosen.cluster, budget}(
        uniques,
        [&](std::size_t done, std::size_t clusters)
        {
            watcher.progress(fmt::format("clustering: {} clusters", clusters),
                             static_cast<double>(done) / static_cast<double>(uniques.size()));
        });
    otu_set otus{.sizes = cluster::cluster_sizes(uniques, clustered.partition, true), .counted = clustered.counted};
    write_clusters(uniques, clustered, otus.sizes, chosen, files, budget);
    otus.partition = std::move(clustered.partition);
    check_chimeras(uniques, chosen, files, budget, watcher, otus);
    return otus;
}

void track_otus(unique_set const & uniques, otu_set const & otus, read_tracking & tracking)
{
    std::vector<std::array<std::uint64_t, 3>> reads(tracking.size()); // by sample and status
    for (std::size_t i = 0; i < uniques.size(); ++i)
    {
        auto const decided = static_cast<std::size_t>(otus.verdicts[otus.partition.cluster_of[i]]);
        for (sample_count const & one : uniques.samples(i))
            reads[one.sample][decided] += one.count;
    }
    for (std::size_t sample = 0; sample < tracking.size(); ++sample)
    {
        auto const of = [&](status decided) { return reads[sample][static_cast<std::size_t>(decided)]; };
        tracking.set(sample, "lost_chimera", of(status::chimeric));
        tracking.set(sample, "lost_borderline_chimera", of(status::borderline));
        tracking.set(sample, "in_otus", of(status::normal));
    }
}

} // namespace ampstream::pipeline
