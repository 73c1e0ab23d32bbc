// SPDX-License-Identifier: BSD-3-Clause
// A table summed by taxon.
#pragma once

#include <cstddef>

#include <ampstream/core/feature_table.hpp>

namespace ampstream::table
{

/// Sums the rows that have the same lineage down to rank `rank` (an index into `rank_names`). A row's name is its
/// lineage down to that rank joined by ';', so two genera of one name under different families stay apart; where a
/// lineage ends earlier, the missing ranks are named `unclassified`. Rows are ordered by total, largest first, then by
/// lineage, rank by rank. Precondition: the table has lineages.
[[nodiscard]] feature_table collapse(feature_table const & table, std::size_t rank);

/// Name of the ranks a lineage does not reach.
inline constexpr char const * unclassified = "unclassified";

} // namespace ampstream::table
