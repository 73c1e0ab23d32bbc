// SPDX-License-Identifier: BSD-3-Clause
// How many queries were assigned to each taxon: RDP's hierarchical counts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/model.hpp>

namespace ampstream::classify
{

/// A query counts for the lowest taxon named with enough confidence and for all above it; if that is no genus, also for
/// `unclassified_NAME` below it. Queries without a call are not counted. Order of adding does not matter.
class taxon_counts
{
public:
    explicit taxon_counts(model const & trained);

    /// Number of the lowest taxon of a call with at least `min_confidence`, 0 for Root; `one` has a call.
    [[nodiscard]] std::uint32_t lowest_taxon(outcome const & one, double min_confidence) const;
    /// Adds queries by their lowest taxa.
    void add(std::span<std::uint32_t const> lowest_taxa);
    /// RDP's table: taxid, lineage, name, rank, count; taxa depth first in the order of the reference, those without
    /// queries left out. Root is 0, the others count from 1 in that order; `unclassified_NAME` is -(taxid + 1).
    [[nodiscard]] std::string table(std::string_view sample) const;

private:
    model model_;
    std::vector<std::uint64_t> assigned_{}; ///< by taxon, Root first: queries whose lowest taxon it is
};

} // namespace ampstream::classify
