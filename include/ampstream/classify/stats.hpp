// SPDX-License-Identifier: BSD-3-Clause
// What became of the queries: counts by reason.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ampstream::classify
{

/// Why a query has a call or none.
enum class reason : std::uint8_t
{
    classified,
    too_short,     ///< fewer than 50 bases
    too_few_words, ///< fewer than 42 words of plain bases
};

inline constexpr std::size_t reason_count = 3;

[[nodiscard]] constexpr std::string_view name_of(reason why) noexcept
{
    constexpr std::array<std::string_view, reason_count> names{"classified", "too_short", "too_few_words"};
    return names[static_cast<std::size_t>(why)];
}

/// queries = sum of `by_reason`.
struct stats
{
    std::uint64_t queries{};
    std::array<std::uint64_t, reason_count> by_reason{}; ///< indexed by `reason`
    std::uint64_t reversed{};                            ///< classified as their reverse complement
    std::uint64_t tied{};                                ///< more than one genus had the highest score
    std::vector<std::uint64_t> named{};                  ///< by rank: queries with a name at the confidence asked for

    [[nodiscard]] std::uint64_t count(reason why) const noexcept { return by_reason[static_cast<std::size_t>(why)]; }

    stats & operator+=(stats const & other)
    {
        queries += other.queries;
        for (std::size_t i = 0; i < reason_count; ++i)
            by_reason[i] += other.by_reason[i];
        reversed += other.reversed;
        tied += other.tied;
        if (named.size() < other.named.size())
            named.resize(other.named.size());
        for (std::size_t i = 0; i < other.named.size(); ++i)
            named[i] += other.named[i];
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::classify
