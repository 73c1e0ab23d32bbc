// SPDX-License-Identifier: BSD-3-Clause
// What searches cost.
#pragma once

#include <cstdint>

namespace ampstream::search
{

/// Counters of searches.
struct effort
{
    std::uint64_t queries{};
    std::uint64_t candidates{}; ///< = refused + rejected + accepted
    std::uint64_t refused{};
    std::uint64_t rejected{};
    std::uint64_t accepted{};
    std::uint64_t alignments{}; ///< computed

    constexpr effort & operator+=(effort const & other) noexcept
    {
        queries += other.queries;
        candidates += other.candidates;
        refused += other.refused;
        rejected += other.rejected;
        accepted += other.accepted;
        alignments += other.alignments;
        return *this;
    }
    bool operator==(effort const &) const = default;
};

} // namespace ampstream::search
