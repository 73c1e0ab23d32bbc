// SPDX-License-Identifier: BSD-3-Clause
// What became of the records of a reference.
#pragma once

#include <cstdint>

namespace ampstream::reference
{

/// records = kept + too_shallow + too_deep + empty.
struct stats
{
    std::uint64_t records{};
    std::uint64_t kept{};
    std::uint64_t too_shallow{}; ///< left out: fewer ranks than most (`ragged` is drop)
    std::uint64_t too_deep{};    ///< left out: more ranks than most
    std::uint64_t empty{};       ///< left out: no bases
    std::uint64_t padded{};      ///< of the kept ones: ranks without a name were filled in

    constexpr stats & operator+=(stats const & other) noexcept
    {
        records += other.records;
        kept += other.kept;
        too_shallow += other.too_shallow;
        too_deep += other.too_deep;
        empty += other.empty;
        padded += other.padded;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::reference
