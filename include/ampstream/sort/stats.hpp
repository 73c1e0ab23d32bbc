// SPDX-License-Identifier: BSD-3-Clause
// What sorting counts.
#pragma once

#include <cstdint>

namespace ampstream::sort
{

/// sequences = kept + too_short + too_long + too_rare + too_abundant + beyond_top.
struct stats
{
    std::uint64_t sequences{};
    std::uint64_t kept{};
    std::uint64_t too_short{};
    std::uint64_t too_long{};
    std::uint64_t too_rare{};
    std::uint64_t too_abundant{};
    std::uint64_t beyond_top{};

    constexpr stats & operator+=(stats const & other) noexcept
    {
        sequences += other.sequences;
        kept += other.kept;
        too_short += other.too_short;
        too_long += other.too_long;
        too_rare += other.too_rare;
        too_abundant += other.too_abundant;
        beyond_top += other.beyond_top;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::sort
