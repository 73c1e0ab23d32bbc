// SPDX-License-Identifier: BSD-3-Clause
// One read out of two that overlap.
#pragma once

#include <cstdint>
#include <string>

#include <ampstream/merge/quality_tables.hpp>
#include <ampstream/merge/stats.hpp>

#include "merge/overlap.hpp"

namespace ampstream::merge
{

/// A merged read and how many bases of its halves it overruled.
struct consensus
{
    std::string bases{};
    std::string qualities{};
    std::uint32_t forward_differences{};
    std::uint32_t reverse_differences{};
};

/// Expected errors of a merged read and of what it says of its halves: of the forward read from its start to where the
/// merged read leaves it, of the reverse read from there on where the merged read enters it.
template <typename value_t>
struct expected_errors
{
    value_t forward{};
    value_t reverse{};
    value_t merged{};
};

/// Builds the merged read of `span` (see `overlap`) into `merged`, whose memory is used again. What hangs over the
/// other read's start is dropped.
void build_consensus(oriented_read const & forward,
                     oriented_read const & reverse,
                     std::size_t span,
                     quality_tables const & tables,
                     consensus & merged);

/// Sums in the order of the bases, in double precision: what limits and tables are about. `merged` was built from the
/// reads.
[[nodiscard]] expected_errors<double> sum_errors(oriented_read const & forward,
                                                 oriented_read const & reverse,
                                                 std::size_t span,
                                                 quality_tables const & tables,
                                                 consensus const & merged) noexcept;

/// The same in integers, many bases at once: good enough for means.
[[nodiscard]] expected_errors<error_sum> count_errors(oriented_read const & forward,
                                                      oriented_read const & reverse,
                                                      std::size_t span,
                                                      quality_tables const & tables,
                                                      consensus const & merged) noexcept;

} // namespace ampstream::merge
