// SPDX-License-Identifier: BSD-3-Clause
// What columns and gaps of a global alignment are worth.
#pragma once

#include <cstdint>

namespace ampstream::align
{

/// A gap of length n costs `open + (n - 1) * extend`.
struct gap_cost
{
    std::int32_t open{};
    std::int32_t extend{};
};

/// VSEARCH's defaults. A column with an ambiguous letter scores 0.
struct scoring
{
    std::int32_t match{2};
    std::int32_t mismatch{-4};
    gap_cost interior{20, 2}; ///< gaps inside either sequence
    gap_cost terminal{2, 1};  ///< gaps before the first or after the last base of either sequence
};

} // namespace ampstream::align
