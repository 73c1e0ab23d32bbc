// SPDX-License-Identifier: BSD-3-Clause
// Values of groups, and limits on deficits.
#include "classify/query_scores.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace ampstream::classify
{

void gather(workspace::state & work, model_tables const & tables, std::span<std::uint32_t const> wanted)
{
    scored_groups & scored = work.scored;
    std::size_t const size = work.query.distinct.size() * group_width;
    std::size_t const before = scored.count;
    scored.fresh.clear();
    for (std::uint32_t const group : wanted)
        if (scored.place_of[group] == 0)
        {
            scored.place_of[group] = static_cast<std::uint32_t>(++scored.count);
            scored.fresh.push_back({.group = group});
        }
    if (scored.values.size() < scored.count * size)
        scored.values.resize(scored.count * size);
    for (std::size_t i = 0; i < scored.fresh.size(); ++i)
        scored.fresh[i].block = scored.values.data() + (before + i) * size;
    gather_groups(tables, work.query.distinct.data(), work.query.distinct.size(), scored.fresh.data(),
                  scored.fresh.size());
}

float const * values_of(workspace::state const & work, std::uint32_t group) noexcept
{
    return work.scored.values.data() + (work.scored.place_of[group] - 1) * work.query.distinct.size() * group_width;
}

std::uint32_t highest_deficit(double highest, float score, std::size_t count) noexcept
{
    double const s = static_cast<double>(score);
    double const slack = 4.0 * static_cast<double>(count) * 0x1.0p-24 * std::abs(s);
    double const steps = std::floor((highest - s + slack) * deficit_steps);
    return static_cast<std::uint32_t>(std::clamp(steps, 0.0, 4.0e9));
}

double sum_of_highest(query_words const & query, std::uint16_t const * lines, std::size_t count) noexcept
{
    std::array<double, 4> sums{}; // four, because each addition waits for the one before
    for (std::size_t i = 0; i < count; ++i)
        sums[i % 4] += static_cast<double>(query.highest[lines[i]]);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

} // namespace ampstream::classify
