// SPDX-License-Identifier: BSD-3-Clause
// OTU × sample counts from the membership of a clustering.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ampstream/core/clustering.hpp>
#include <ampstream/core/feature_table.hpp>
#include <ampstream/core/unique_set.hpp>

namespace ampstream::table
{

/// Sums the sample counts of each cluster's members: no read is mapped again, so a row's total is its cluster's size.
/// `kept` lists the clusters that become rows, in the order of the rows; `names` has one name for each of them;
/// `samples` names all columns, also those without a read. Precondition: the uniques carry sample counts.
[[nodiscard]] feature_table build_table(unique_set const & uniques,
                                        clustering const & clusters,
                                        std::span<std::uint32_t const> kept,
                                        std::vector<std::string> names,
                                        std::vector<std::string> samples);

/// Reads in each sample, summed over all rows.
[[nodiscard]] std::vector<std::uint64_t> sample_totals(feature_table const & table);

} // namespace ampstream::table
