// SPDX-License-Identifier: BSD-3-Clause
// Values of single genera, and limits on costs.
#include "classify/genus_values.hpp"

#include <algorithm>
#include <cmath>

namespace ampstream::classify
{

float const * values_of(workspace::state & work, model_tables const & tables, std::uint32_t genus)
{
    scored_genera & scored = work.scored;
    std::vector<word> const & distinct = work.query.distinct;
    std::uint32_t & place = scored.place_of[genus];
    if (place == 0)
    {
        scored.genera.push_back(genus);
        place = static_cast<std::uint32_t>(scored.genera.size());
        if (scored.values.size() < scored.genera.size() * distinct.size())
            scored.values.resize(scored.genera.size() * distinct.size());
        float * const values = scored.values.data() + (place - 1) * distinct.size();
        for (std::size_t line = 0; line < distinct.size(); ++line)
            values[line] = tables.value_in(work.query.rows[line], distinct[line], genus);
    }
    return scored.values.data() + (place - 1) * distinct.size();
}

float score_drawn(workspace::state const & work,
                  model_tables const & tables,
                  std::uint32_t genus,
                  std::span<std::uint16_t const> lines) noexcept
{
    float sum = 0;
    for (std::uint16_t const line : lines)
        sum += tables.value_in(work.query.rows[line], work.query.distinct[line], genus);
    return sum;
}

void sum_values(float const * values,
                std::uint16_t const * const * lines,
                std::size_t rounds,
                std::size_t draws,
                float * sums) noexcept
{
    constexpr std::size_t most = 8; // rounds side by side: additions of one round wait for each other
    std::size_t first = 0;
    for (; first + most <= rounds; first += most)
    {
        std::uint16_t const * const * const at = lines + first;
        float totals[most] = {};
        for (std::size_t i = 0; i < draws; ++i)
            for (std::size_t r = 0; r < most; ++r)
                totals[r] += values[at[r][i]];
        std::copy_n(totals, most, sums + first);
    }
    for (; first < rounds; ++first)
    {
        float total = 0;
        for (std::size_t i = 0; i < draws; ++i)
            total += values[lines[first][i]];
        sums[first] = total;
    }
}

std::uint32_t highest_cost(float score, std::size_t count) noexcept
{
    double const s = std::abs(static_cast<double>(score));
    double const slack = 4.0 * static_cast<double>(count) * 0x1.0p-24 * s;
    return static_cast<std::uint32_t>(std::clamp(std::floor((s + slack) * cost_steps), 0.0, 4.0e9));
}

} // namespace ampstream::classify
