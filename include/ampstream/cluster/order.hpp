// SPDX-License-Identifier: BSD-3-Clause
// The order in which sequences are clustered, which decides who is a centroid.
#pragma once

#include <cstdint>
#include <vector>

#include <ampstream/core/unique_set.hpp>

namespace ampstream::cluster
{

/// Indices by abundance descending, then label bytes ascending, then place: the order of `vsearch --cluster_size`.
[[nodiscard]] std::vector<std::uint32_t> order_by_abundance(unique_set const & uniques);

/// Indices by length descending, then abundance descending, then label bytes, then place: the order of
/// `vsearch --cluster_fast`.
[[nodiscard]] std::vector<std::uint32_t> order_by_length(unique_set const & uniques);

/// Is every sequence at most as long as the one before it?
[[nodiscard]] bool is_by_length(unique_set const & uniques);

/// The uniques in another order, see `unique_set::reorder`.
[[nodiscard]] unique_set reordered(unique_set uniques, std::vector<std::uint32_t> const & order);

} // namespace ampstream::cluster
