// SPDX-License-Identifier: BSD-3-Clause
// Members of clusters as hits of a search in the centroids, for the tables that search and clustering share.
#pragma once

#include <cstddef>

#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/match/hit.hpp>
#include <ampstream/match/targets.hpp>

namespace ampstream::cli
{

/// The arguments of the constructor must outlive the object.
class cluster_hits
{
public:
    cluster_hits(unique_set const & uniques, cluster::result const & clustered, cluster::options const & chosen);

    [[nodiscard]] match::targets const & centroids() const noexcept { return centroids_; }
    /// A unique with its centroid as the only hit; a centroid has none.
    [[nodiscard]] match::answer operator[](std::size_t unique) const;

private:
    unique_set const & uniques_;
    cluster::result const & clustered_;
    cluster::options const & chosen_;
    match::targets centroids_;
};

} // namespace ampstream::cli
