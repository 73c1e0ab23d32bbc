// SPDX-License-Identifier: BSD-3-Clause
// What became of one read or pair.
#pragma once

#include <cstdint>
#include <string_view>

namespace ampstream::trim
{

/// The first two stay in the batch, the others leave it.
enum class outcome : std::uint8_t
{
    trimmed,    ///< the required primers were found and cut
    untrimmed,  ///< they were not, and `keep_untrimmed` let the read pass unchanged
    no_forward, ///< the forward primer is missing, the reverse primer is there (or none was asked for)
    no_reverse, ///< the other way round
    no_primer,  ///< both are missing
    too_short   ///< what is left is shorter than `minlen`
};

[[nodiscard]] constexpr bool is_kept(outcome result) noexcept
{
    return result == outcome::trimmed || result == outcome::untrimmed;
}

[[nodiscard]] constexpr bool is_without_primers(outcome result) noexcept
{
    return result == outcome::no_forward || result == outcome::no_reverse || result == outcome::no_primer;
}

/// One entry for each read that came in, in order.
struct verdict
{
    outcome result{};
    bool is_turned{}; ///< kept as its reverse complement (pairs: with the mates swapped)
    bool operator==(verdict const &) const = default;
};

} // namespace ampstream::trim
