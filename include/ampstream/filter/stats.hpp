// SPDX-License-Identifier: BSD-3-Clause
// What became of the reads: counts by reason.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ampstream::filter
{

/// The fate of a read (or pair). A read that fails several limits is counted under the first one in this order.
enum class reason : std::uint8_t
{
    kept,
    too_many_expected_errors,     ///< more than maxee
    too_high_expected_error_rate, ///< more than maxee_rate
    too_short,                    ///< shorter than trunclen or minlen after trimming
    too_long,                     ///< longer than maxlen after trimming
    too_many_ns,                  ///< more N than maxns
    too_rare,                     ///< abundance below minsize
    too_abundant,                 ///< abundance above maxsize
};

inline constexpr std::size_t reason_count = 8;

/// Name for tables and records: `too_many_ns`, …
[[nodiscard]] constexpr std::string_view name_of(reason why) noexcept
{
    constexpr std::array<std::string_view, reason_count> names{"kept",
                                                               "too_many_expected_errors",
                                                               "too_high_expected_error_rate",
                                                               "too_short",
                                                               "too_long",
                                                               "too_many_ns",
                                                               "too_rare",
                                                               "too_abundant"};
    return names[static_cast<std::size_t>(why)];
}

/// Counts of reads, or of pairs when mates are filtered together. reads = sum of `by_reason`.
struct stats
{
    std::uint64_t reads{};
    std::array<std::uint64_t, reason_count> by_reason{}; ///< indexed by `reason`
    std::uint64_t truncated{};                           ///< kept ones that lost bases (of a pair: either mate)
    std::uint64_t bases_in{};
    std::uint64_t bases_kept{};

    [[nodiscard]] std::uint64_t count(reason why) const noexcept { return by_reason[static_cast<std::size_t>(why)]; }
    [[nodiscard]] std::uint64_t kept() const noexcept { return count(reason::kept); }
    [[nodiscard]] std::uint64_t lost() const noexcept { return reads - kept(); }

    constexpr stats & operator+=(stats const & other) noexcept
    {
        reads += other.reads;
        for (std::size_t i = 0; i < reason_count; ++i)
            by_reason[i] += other.by_reason[i];
        truncated += other.truncated;
        bases_in += other.bases_in;
        bases_kept += other.bases_kept;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::filter
