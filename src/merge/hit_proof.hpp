// SPDX-License-Identifier: BSD-3-Clause
// Sure hits: most overlaps are so good that bounds of their score decide, without adding up every column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include <ampstream/merge/quality_tables.hpp>

namespace ampstream::merge
{

/// The columns of an offset: `count` qualities of either read, and a bit for each column in which the bases differ,
/// column c at bit c % 64 of word c / 64. Bits behind the last column are 0.
struct offset_columns
{
    char const * forward_qualities;
    char const * reverse_qualities;
    std::size_t count;
    std::span<std::uint64_t const> differing;
};

/// Proves that an offset reaches a score and never drops by `largest_drop`. The walk is that of `score_offset`. A match
/// never takes bits, and adds the more the better both qualities are; so where both are at least Q8, what two of Q8
/// would add is a lower bound, and elsewhere 0 is. Mismatches are looked up. Lower bounds of the gains give a lower
/// bound of the score and an upper bound of every drop.
class hit_proof
{
public:
    hit_proof(double least_score, double largest_drop) noexcept : least_score_{least_score}, largest_drop_{largest_drop}
    {
    }

    /// A lower bound of the score, at least `least_score`; nullopt if nothing is proved.
    [[nodiscard]] std::optional<double> operator()(offset_columns const & columns,
                                                   quality_tables const & tables) const noexcept;

private:
    double least_score_;
    double largest_drop_;
};

} // namespace ampstream::merge
