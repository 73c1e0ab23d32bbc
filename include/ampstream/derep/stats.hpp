// SPDX-License-Identifier: BSD-3-Clause
// What dereplication counts.
#pragma once

#include <cstdint>

namespace ampstream::derep
{

/// sequences = taken + too_short + too_long.
struct stats
{
    std::uint64_t sequences{};
    std::uint64_t taken{};
    std::uint64_t too_short{};
    std::uint64_t too_long{};

    constexpr stats & operator+=(stats const & other) noexcept
    {
        sequences += other.sequences;
        taken += other.taken;
        too_short += other.too_short;
        too_long += other.too_long;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::derep
