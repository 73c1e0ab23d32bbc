// SPDX-License-Identifier: BSD-3-Clause
// Values of single genera, and limits on costs.
#include "classify/genus_values.hpp"

#include <algorithm>
#include <cmath>

namespace ampstream::classify
{

namespace
{

constexpr std::size_t room = 8; ///< vectors write beyond the last line

/// Computes the values of the words given.
void compute_values(model_tables const & tables,
                    std::uint32_t genus,
                    word_lines const & lines,
                    std::vector<std::uint8_t> & counts,
                    float * values)
{
    counts.resize(lines.words.size() + room);
    row_shape const & shape = tables.shape;
    std::size_t const block = genus / block_width;
    find_values({.rows = lines.rows.data(),
                 .priors = lines.priors.data(),
                 .log_priors = lines.log_priors.data(),
                 .lines = lines.words.size(),
                 .codes_at = shape.codes_at() + block * block_width / 2,
                 .first_at = shape.firsts_at() + block * sizeof(std::uint32_t),
                 .counts_at = shape.counts_at(),
                 .place = genus % block_width,
                 .leaves = static_cast<float>(tables.leaves[genus]),
                 .log_leaves = tables.log_leaves[genus],
                 .counts = counts.data(),
                 .values = values});
    if (tables.leaves[genus] < is_large)
        return;
    for (std::size_t line = 0; line < lines.words.size(); ++line)
        if (counts[line] == is_large)
            values[line] = tables.value_in(lines.rows[line], lines.words[line], genus);
}

} // namespace

float const * values_of(workspace::state & work, model_tables const & tables, std::uint32_t genus)
{
    scored_genera & scored = work.scored;
    std::uint32_t & place = scored.place_of[genus];
    if (place == 0)
    {
        scored.genera.push_back(genus);
        place = static_cast<std::uint32_t>(scored.genera.size());
        scored.stride = work.query.distinct.words.size() + room;
        if (scored.values.size() < scored.genera.size() * scored.stride)
            scored.values.resize(scored.genera.size() * scored.stride);
        compute_values(tables, genus, work.query.distinct, scored.counts,
                       scored.values.data() + (place - 1) * scored.stride);
    }
    return scored.values.data() + (place - 1) * scored.stride;
}

float const * values_of_few(workspace::state & work,
                            model_tables const & tables,
                            std::uint32_t genus,
                            std::span<std::uint16_t const> lines)
{
    scored_genera & scored = work.scored;
    word_lines const & all = work.query.distinct;
    word_lines & few = scored.few;
    few.resize(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
    {
        few.words[i] = all.words[lines[i]];
        few.rows[i] = all.rows[lines[i]];
        few.priors[i] = all.priors[lines[i]];
        few.log_priors[i] = all.log_priors[lines[i]];
    }
    scored.few_values.resize(lines.size() + room);
    compute_values(tables, genus, few, scored.counts, scored.few_values.data());
    return scored.few_values.data();
}

void sum_values(float const * values,
                std::uint16_t const * const * lines,
                std::size_t rounds,
                std::size_t draws,
                float * sums) noexcept
{
    constexpr std::size_t most = 4; // rounds side by side: additions of one round wait for each other
    std::size_t first = 0;
    for (; first + most <= rounds; first += most)
    {
        std::uint16_t const * const a = lines[first];
        std::uint16_t const * const b = lines[first + 1];
        std::uint16_t const * const c = lines[first + 2];
        std::uint16_t const * const d = lines[first + 3];
        float totals[most] = {};
        for (std::size_t i = 0; i < draws; ++i)
        {
            totals[0] += values[a[i]];
            totals[1] += values[b[i]];
            totals[2] += values[c[i]];
            totals[3] += values[d[i]];
        }
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
