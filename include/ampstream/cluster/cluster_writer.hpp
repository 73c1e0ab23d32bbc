// SPDX-License-Identifier: BSD-3-Clause
// Clusters as sequences: centroids, consensus sequences, profiles, alignments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/cluster/star_alignment.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/core/unique_set.hpp>

namespace ampstream::cluster
{

/// How clusters are written.
struct appearance
{
    label_style style{};
    std::uint64_t fasta_width{80};
    bool clusterout_id{false};   ///< labels get `;clusterid=N`
    bool clusterout_sort{false}; ///< by size, the largest first, not in the order they were made
    bool sizein{false};          ///< sizes and majorities count abundances
};

/// Writes clusters in VSEARCH's formats. What it is given must outlive it.
class cluster_writer
{
public:
    cluster_writer(unique_set const & uniques,
                   result const & clustered,
                   options const & chosen,
                   appearance const & how);

    /// Cluster numbers in the order of writing. New labels count clusters as they were made.
    [[nodiscard]] std::vector<std::uint32_t> const & order() const noexcept { return order_; }
    [[nodiscard]] std::vector<std::uint64_t> const & sizes() const noexcept { return sizes_; }
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> const & members() const noexcept { return members_; }

    /// The label of a cluster's OTU.
    [[nodiscard]] std::string name(std::uint32_t cluster) const;
    void append_centroid(std::string & text, std::uint32_t cluster) const;
    [[nodiscard]] star_alignment align(std::uint32_t cluster) const;
    void append_consensus(std::string & text, std::uint32_t cluster, star_alignment const & aligned) const;
    /// Position, consensus, counts of A, C, G, T, gaps and ambiguous letters: a line a column.
    void append_profile(std::string & text, std::uint32_t cluster, star_alignment const & aligned) const;
    /// All rows, then the consensus with its gaps.
    void append_alignment(std::string & text, std::uint32_t cluster, star_alignment const & aligned) const;

private:
    [[nodiscard]] std::string consensus_label(std::uint32_t cluster, std::string_view sequence) const;

    unique_set const & uniques_;
    result const & clustered_;
    options const & chosen_;
    appearance const & how_;
    std::vector<std::uint64_t> sizes_;
    std::vector<std::vector<std::uint32_t>> members_;
    std::vector<std::uint32_t> order_{};
};

} // namespace ampstream::cluster
