// SPDX-License-Identifier: BSD-3-Clause
// What the search for the best genus and the count of the rounds share: values of groups, and limits on deficits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "classify/query.hpp"

namespace ampstream::classify
{

inline constexpr float lowest_score = -std::numeric_limits<float>::infinity();

[[nodiscard]] constexpr std::uint32_t genus_at(std::uint32_t group, std::uint32_t place) noexcept
{
    return group * static_cast<std::uint32_t>(group_width) + place;
}

/// Bytes of a tile of the query.
[[nodiscard]] inline std::size_t tile_size(workspace::state const & work) noexcept
{
    return work.query.distinct.size() * tile_width;
}

/// Gathers the values of the groups of `wanted` that were not gathered before.
void gather(workspace::state & work, model_tables const & tables, std::span<std::uint32_t const> wanted);

/// The values of a group that was gathered.
[[nodiscard]] float const * values_of(workspace::state const & work, std::uint32_t group) noexcept;

/// The highest deficit, in steps, with which a genus may still reach `score`, a sum of `count` floats; `highest` is the
/// sum of the words' highest values. A sum of n floats of one sign s is off by at most n 2^-24 |s|; both sums compared
/// are, and the factor is generous.
[[nodiscard]] std::uint32_t highest_deficit(double highest, float score, std::size_t count) noexcept;

/// Sum of the highest values of the lines.
[[nodiscard]] double sum_of_highest(query_words const & query, std::uint16_t const * lines, std::size_t count) noexcept;

} // namespace ampstream::classify
