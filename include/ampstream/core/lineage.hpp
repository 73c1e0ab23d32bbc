// SPDX-License-Identifier: BSD-3-Clause
// Taxonomic lineages and the calls a classifier makes.
#pragma once

#include <string>
#include <vector>

namespace ampstream
{

/// Names from the domain down, one for each rank of the reference; no name is empty.
using lineage = std::vector<std::string>;

/// A name given to a query at one rank.
struct taxon_call
{
    std::string name{};
    double confidence{}; ///< share of bootstrap rounds that agree, 0 to 1
};

/// The calls for one query, from the first rank down; as many as the reference has ranks.
struct classification
{
    std::vector<taxon_call> calls{};
    bool is_reversed{}; ///< the query was classified as its reverse complement
};

} // namespace ampstream
