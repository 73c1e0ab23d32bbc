// SPDX-License-Identifier: BSD-3-Clause
// From the pool of uniques to OTUs: clustering, then the chimera check of the centroids.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/chimera/verdict.hpp>
#include <ampstream/cluster/stats.hpp>
#include <ampstream/core/clustering.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/pipeline/observer.hpp>
#include <ampstream/pipeline/options.hpp>
#include <ampstream/pipeline/stage_files.hpp>
#include <ampstream/pipeline/tracking.hpp>

namespace ampstream::pipeline
{

/// Clusters of the pool and which of them are OTUs.
struct otu_set
{
    clustering partition{};
    std::vector<std::uint64_t> sizes{};      ///< reads of each cluster
    std::vector<chimera::status> verdicts{}; ///< on the centroid of each cluster; all normal without chimera check
    std::vector<std::uint32_t> kept{};       ///< clusters that are OTUs, the largest first (ties: bytes of the label)
    cluster::stats counted{};

    /// Clusters with this verdict.
    [[nodiscard]] std::uint64_t count(chimera::status decided) const noexcept;
};

/// `OTU_1` for row 0, and so on: the name of an OTU in every result file.
[[nodiscard]] std::string otu_name(std::size_t row);

/// Clusters `uniques` (abundance descending) as `vsearch --cluster_size`, then drops centroids that are chimeric or
/// borderline chimeric as `vsearch --uchime_denovo --nonchimeras` on the centroids with their clusters' sizes.
/// `files` receives uniques.fasta, centroids.fasta, clusters.uc and chimeras.tsv. Throws `interrupted` after a stop
/// request.
[[nodiscard]] otu_set make_otus(unique_set const & uniques,
                                options const & chosen,
                                stage_files & files,
                                exec::thread_budget const & budget,
                                observer & watcher);

/// Adds to the tracking of each sample what the chimera check took and what is in OTUs. `uniques` carry sample counts.
void track_otus(unique_set const & uniques, otu_set const & otus, read_tracking & tracking);

} // namespace ampstream::pipeline
