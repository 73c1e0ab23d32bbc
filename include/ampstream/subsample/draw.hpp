// SPDX-License-Identifier: BSD-3-Clause
// Drawing reads without replacement.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ampstream::subsample
{

/// Draws `wanted` of the reads that `abundances` stand for, all sets of so many reads being equally likely; returns how
/// many of each sequence were drawn. Selection sampling (Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S):
/// one draw a read, in order, so the same seed draws what `vsearch --fastx_subsample` does.
/// Precondition: `wanted` is at most the sum of `abundances`, which fits 64 bits.
[[nodiscard]] std::vector<std::uint64_t>
draw(std::span<std::uint64_t const> abundances, std::uint64_t wanted, std::uint32_t seed);

} // namespace ampstream::subsample
