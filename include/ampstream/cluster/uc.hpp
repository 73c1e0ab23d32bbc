// SPDX-License-Identifier: BSD-3-Clause
// Clusters as text: the .uc table and the centroids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::cluster
{

/// For each cluster the sum of its members' abundances, or their number if `by_abundance` is not set (VSEARCH without
/// --sizein).
[[nodiscard]] std::vector<std::uint64_t>
cluster_sizes(unique_set const & uniques, clustering const & partition, bool by_abundance);

/// Details of the table.
struct uc_form
{
    std::span<std::uint32_t const> order{}; ///< of the C records: cluster numbers; empty: as the clusters were made
    bool ignores_terminal_gaps{false};      ///< "=" also where gaps at the ends are the only difference
};

/// Writes USEARCH's cluster table as VSEARCH does: an S (centroid) or H (member) record for each unique in order, then
/// a C record with its size for each cluster, in the order of `form`. `label_of(unique)` gives the label to print and
/// may be called by several threads at once; `write(text)` takes the text in pieces, in order.
void write_uc(unique_set const & uniques,
              result const & clustered,
              std::vector<std::uint64_t> const & sizes,
              std::function<std::string(std::size_t)> const & label_of,
              std::function<void(std::string_view)> const & write,
              exec::thread_budget const & budget,
              uc_form const & form = {});

} // namespace ampstream::cluster
