// SPDX-License-Identifier: BSD-3-Clause
// What clustering counts.
#pragma once

#include <cstdint>

#include <ampstream/search/effort.hpp>

namespace ampstream::cluster
{

/// sequences = clusters + members. The figures do not depend on the threads.
struct stats
{
    std::uint64_t sequences{};
    std::uint64_t clusters{};
    std::uint64_t members{};   ///< sequences that joined a centroid
    search::effort searches{}; ///< of both strands

    constexpr stats & operator+=(stats const & other) noexcept
    {
        sequences += other.sequences;
        clusters += other.clusters;
        members += other.members;
        searches += other.searches;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::cluster
