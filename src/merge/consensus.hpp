// SPDX-License-Identifier: BSD-3-Clause
// One read out of two that overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <ampstream/merge/quality_tables.hpp>

#include "merge/overlap.hpp"

namespace ampstream::merge
{

/// A merged read and what it says about its halves. Expected errors are sums in the order of the bases.
struct consensus
{
    std::string bases{};
    std::string qualities{};
    double forward_errors{}; ///< of the forward read from its start to where the merged read leaves it
    double reverse_errors{};
    double merged_errors{};
    std::uint32_t forward_differences{};
    std::uint32_t reverse_differences{};
};

/// Builds the merged read of `span` (see `overlap`) into `merged`, whose memory is used again. What hangs over the
/// other read's start is dropped.
void build_consensus(oriented_read const & forward,
                     oriented_read const & reverse,
                     std::size_t span,
                     quality_tables const & tables,
                     consensus & merged);

} // namespace ampstream::merge
