// SPDX-License-Identifier: BSD-3-Clause
// Which unique belongs to which cluster.
#pragma once

#include <cstdint>
#include <vector>

namespace ampstream
{

/// A partition of a `unique_set`: clusters are numbered in the order their centroids were created.
struct clustering
{
    std::vector<std::uint32_t> centroids{};  ///< for each cluster the index of its centroid in the unique_set
    std::vector<std::uint32_t> cluster_of{}; ///< for each unique the number of its cluster
};

} // namespace ampstream
