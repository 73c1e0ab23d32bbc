// SPDX-License-Identifier: BSD-3-Clause
// Labels and letters of clusters.
#include <ampstream/cluster/cluster_writer.hpp>

#include <algorithm>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

#include <ampstream/cluster/uc.hpp>
#include <ampstream/io/format.hpp>

namespace ampstream::cluster
{

cluster_writer::cluster_writer(unique_set const & uniques,
                               result const & clustered,
                               options const & chosen,
                               appearance const & how)
    : uniques_{uniques}, clustered_{clustered}, chosen_{chosen}, how_{how},
      sizes_{cluster_sizes(uniques, clustered.partition, how.sizein)}, members_{members_of(clustered.partition)},
      order_(sizes_.size())
{
    std::iota(order_.begin(), order_.end(), 0U);
    if (how.clusterout_sort)
        std::ranges::sort(order_, [this](std::uint32_t x, std::uint32_t y)
                          { return sizes_[x] != sizes_[y] ? sizes_[x] > sizes_[y] : x < y; });
}

std::string cluster_writer::name(std::uint32_t cluster) const
{
    std::uint32_t const centroid = clustered_.partition.centroids[cluster];
    label_style plain = how_.style;
    plain.sizeout = false;
    plain.relabel_keep = false;
    plain.sample.clear();
    std::string label;
    append_label(label, plain,
                 {.header = uniques_.label(centroid),
                  .sequence = masked(uniques_.sequence(centroid), chosen_),
                  .ordinal = cluster + 1});
    return label;
}

void cluster_writer::append_centroid(std::string & text, std::uint32_t cluster) const
{
    std::uint32_t const centroid = clustered_.partition.centroids[cluster];
    std::string const sequence = masked(uniques_.sequence(centroid), chosen_);
    std::string const annotations = how_.clusterout_id ? fmt::format(";clusterid={}", cluster) : "";
    std::string label;
    append_label(label, how_.style,
                 {.header = uniques_.label(centroid),
                  .sequence = sequence,
                  .ordinal = cluster + 1,
                  .abundance = sizes_[cluster],
                  .annotations = annotations});
    io::append_fasta(text, label, sequence, how_.fasta_width);
}

star_alignment cluster_writer::align(std::uint32_t cluster) const
{
    return align_members(uniques_, clustered_, members_[cluster], chosen_, how_.sizein);
}

std::string cluster_writer::consensus_label(std::uint32_t cluster, std::string_view sequence) const
{
    std::string annotations = fmt::format(";seqs={}", members_[cluster].size());
    if (how_.clusterout_id)
        fmt::format_to(std::back_inserter(annotations), ";clusterid={}", cluster);
    std::string label = "centroid=";
    append_label(label, how_.style,
                 {.header = uniques_.label(clustered_.partition.centroids[cluster]),
                  .sequence = sequence,
                  .ordinal = cluster + 1,
                  .abundance = sizes_[cluster],
                  .annotations = annotations});
    return label;
}

void cluster_writer::append_consensus(std::string & text, std::uint32_t cluster, star_alignment const & aligned) const
{
    std::string const letters = aligned.consensus();
    io::append_fasta(text, consensus_label(cluster, letters), letters, how_.fasta_width);
}

void cluster_writer::append_profile(std::string & text, std::uint32_t cluster, star_alignment const & aligned) const
{
    auto const end = std::back_inserter(text);
    fmt::format_to(end, ">{}\n", consensus_label(cluster, {}));
    for (std::size_t i = 0; i < aligned.columns.size(); ++i)
    {
        profile_column const & column = aligned.columns[i];
        fmt::format_to(end, "{}\t{}\t{}\t{}\t{}\n", i, column.consensus, fmt::join(column.bases, "\t"), column.gaps,
                       column.ambiguous);
    }
    text += '\n';
}

void cluster_writer::append_alignment(std::string & text, std::uint32_t cluster, star_alignment const & aligned) const
{
    std::vector<std::uint32_t> const & members = members_[cluster];
    label_style style = how_.style;
    style.relabel.clear();
    style.relabel_keep = false;
    text += '\n';
    for (std::size_t i = 0; i < members.size(); ++i)
    {
        std::string label = i == 0 ? "*" : "";
        append_label(label, style,
                     {.header = uniques_.label(members[i]),
                      .sequence = aligned.rows[i],
                      .abundance = uniques_.abundance(members[i])});
        io::append_fasta(text, label, aligned.rows[i], how_.fasta_width);
    }
    io::append_fasta(text, "consensus", aligned.aligned_consensus(), how_.fasta_width);
}

} // namespace ampstream::cluster
