// SPDX-License-Identifier: BSD-3-Clause
// What orienting counts.
#pragma once

#include <cstdint>

#include <ampstream/orient/orienter.hpp>

namespace ampstream::orient
{

/// Sequences by the strand they show.
struct stats
{
    std::uint64_t plus{};
    std::uint64_t minus{};
    std::uint64_t unknown{};

    void count(strand shown) noexcept { ++(shown == strand::plus ? plus : shown == strand::minus ? minus : unknown); }
    [[nodiscard]] std::uint64_t oriented() const noexcept { return plus + minus; }
    [[nodiscard]] std::uint64_t sequences() const noexcept { return plus + minus + unknown; }
    stats & operator+=(stats const & other) noexcept
    {
        plus += other.plus;
        minus += other.minus;
        unknown += other.unknown;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::orient
