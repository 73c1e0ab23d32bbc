// SPDX-License-Identifier: BSD-3-Clause
// Mismatches of a primer at 32 neighbouring offsets at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ampstream::trim
{

inline constexpr std::size_t scan_width = 32;
using scan_counts = std::array<std::uint8_t, scan_width>;

/// Counts, for each offset o in [0, 32), the bases i with no common bit in primer base i and `read[o + i]`.
/// Returns false, leaving `counts` alone, when all of them exceed `limit`. Reads `length + 31` bytes of `read`.
/// `primer` holds every base of the primer 16 times. Precondition: length < 128 and limit < 128.
[[nodiscard]] bool count_mismatches(std::uint8_t const * read,
                                    std::uint8_t const * primer,
                                    std::size_t length,
                                    std::size_t limit,
                                    scan_counts & counts) noexcept;

/// The form of a primer that `count_mismatches` takes.
[[nodiscard]] std::vector<std::uint8_t> spread_primer(std::vector<std::uint8_t> const & primer);

/// The same for one offset and a plain primer, giving up as soon as `limit` is passed: exact up to `limit`.
[[nodiscard]] inline std::size_t
mismatches(std::uint8_t const * read, std::uint8_t const * primer, std::size_t length, std::size_t limit) noexcept
{
    std::size_t errors = 0;
    for (std::size_t i = 0; i < length && errors <= limit; ++i)
        errors += (read[i] & primer[i]) == 0 ? 1U : 0U;
    return errors;
}

} // namespace ampstream::trim
