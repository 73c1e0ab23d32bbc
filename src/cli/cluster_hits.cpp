// SPDX-License-Identifier: BSD-3-Clause
// From memberships to answers.
#include "cli/cluster_hits.hpp"

#include <limits>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/read_batch.hpp>

namespace ampstream::cli
{

namespace
{

/// All centroids are taken, masked as they were clustered; nothing is searched in them.
match::options options_for(cluster::options const & chosen)
{
    return {.dbmask = chosen.qmask, .minseqlength = 1, .maxseqlength = std::numeric_limits<std::uint64_t>::max()};
}

} // namespace

cluster_hits::cluster_hits(unique_set const & uniques,
                           cluster::result const & clustered,
                           cluster::options const & chosen)
    : uniques_{uniques}, clustered_{clustered}, chosen_{chosen}, centroids_{options_for(chosen), true}
{
    read_batch batch;
    for (std::uint32_t const centroid : clustered.partition.centroids)
        batch.push_back(uniques.label(centroid), uniques.sequence(centroid), {}, batch.size() + 1);
    centroids_.add(batch);
}

match::answer cluster_hits::operator[](std::size_t unique) const
{
    std::uint32_t const cluster = clustered_.partition.cluster_of[unique];
    match::answer query{.label = uniques_.label(unique),
                        .sequence = cluster::masked(uniques_.sequence(unique), chosen_)};
    if (clustered_.partition.centroids[cluster] == unique)
        return query;
    cluster::membership const & member = clustered_.memberships[unique];
    if (member.is_reversed)
        query.reverse_sequence = reverse_complement(query.sequence);
    query.hits.push_back({cluster, member.is_reversed, member.identity, {member.score, member.counts, member.path}});
    query.shown = 1;
    return query;
}

} // namespace ampstream::cli
