// SPDX-License-Identifier: BSD-3-Clause
// Scores of a global alignment.
#pragma once

#include <cstdint>

namespace ampstream::align
{

/// VSEARCH's scores. A gap of n bases costs open + (n - 1) * extend: the opening pays for the first base. A gap at
/// either end of the alignment, in query or target, is terminal. A pair of letters of which one is ambiguous scores 0,
/// whether their sets of bases overlap or not.
struct scoring
{
    std::int32_t match{2};               ///< two equal bases, U and T are equal
    std::int32_t mismatch{-4};           ///< two different bases
    std::int32_t gap_open_interior{20};  ///< cost, positive
    std::int32_t gap_extend_interior{2}; ///< cost, positive
    std::int32_t gap_open_terminal{2};   ///< cost, positive
    std::int32_t gap_extend_terminal{1}; ///< cost, positive

    bool operator==(scoring const &) const = default;
};

} // namespace ampstream::align
