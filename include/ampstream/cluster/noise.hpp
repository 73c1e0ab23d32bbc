// SPDX-License-Identifier: BSD-3-Clause
// The rule of UNOISE: what is rare and similar is an error of what is abundant.
#pragma once

#include <cstdint>

namespace ampstream::cluster
{

/// Is a sequence with `mismatches` to a centroid an erroneous copy of it? Without a mismatch always (gaps do not
/// count); otherwise if abundance / centroid_abundance <= 1 / 2^(alpha · mismatches + 1) (Edgar 2016, bioRxiv 081257).
[[nodiscard]] bool
is_noise(std::uint64_t abundance, std::uint64_t centroid_abundance, std::uint32_t mismatches, double alpha) noexcept;

} // namespace ampstream::cluster
