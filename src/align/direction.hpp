// SPDX-License-Identifier: BSD-3-Clause
// What a cell remembers for the way back.
#pragma once

#include <ampstream/align/alignment.hpp>

namespace ampstream::align
{

// Bits of a cell.
inline constexpr unsigned from_above = 1;    ///< a query-only step into the cell is better than a pair of letters
inline constexpr unsigned from_left = 2;     ///< a target-only step into the cell is better than both
inline constexpr unsigned extends_above = 4; ///< a query-only step out of the cell extends a gap, strictly better
inline constexpr unsigned extends_left = 8;  ///< a target-only step out of the cell extends a gap, strictly better

/// The step into a cell with these bits, when `state` was the step out of it.
[[nodiscard]] constexpr column step_back(column state, unsigned bits) noexcept
{
    if (state == column::target_only && (bits & extends_left) != 0)
        return column::target_only;
    if (state == column::query_only && (bits & extends_above) != 0)
        return column::query_only;
    if ((bits & from_left) != 0)
        return column::target_only;
    return (bits & from_above) != 0 ? column::query_only : column::match;
}

} // namespace ampstream::align
