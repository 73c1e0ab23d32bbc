// SPDX-License-Identifier: BSD-3-Clause
// From values to bounds.
#include "classify/bound_tables.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <ampstream/exec/parallel_for.hpp>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

namespace
{

std::uint8_t deficit(float highest, float value) noexcept
{
    double const steps = (static_cast<double>(highest) - static_cast<double>(value)) * deficit_steps;
    return static_cast<std::uint8_t>(std::clamp(std::floor(steps), 0.0, 255.0));
}

/// Visits every word and entry of a group, words ascending.
template <typename visit_t>
void for_each_entry(group_tables const & groups, std::size_t group, visit_t visit)
{
    std::size_t at = groups.entry_starts[group];
    for (std::size_t block = 0; block < blocks_per_group; ++block)
        for (std::uint64_t bits = groups.word_bits[group * blocks_per_group + block]; bits != 0; bits &= bits - 1)
            visit(static_cast<word>(block * 64 + static_cast<std::size_t>(std::countr_zero(bits))),
                  groups.entries[at++]);
}

/// Highest value of an entry.
float best_of(group_tables const & groups, std::size_t group, std::uint32_t entry) noexcept
{
    float const * const first = groups.values.data() + groups.value_starts[group] + (entry >> 8);
    return *std::max_element(first, first + std::popcount(entry & 255U));
}

/// Smallest log(M + 1) of a group's genera that are not in `members`; infinity if all are.
float smallest_leaves(group_tables const & groups, std::size_t group, std::uint32_t members) noexcept
{
    float smallest = std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < group_width; ++i)
        if ((members >> i & 1U) == 0)
            smallest = std::min(smallest, groups.log_leaves[group * group_width + i]);
    return smallest;
}

/// No genus, with the word or without it, is above `highest`.
void find_highest(bound_tables & made, group_tables const & groups, std::size_t group_count)
{
    float const smallest = *std::ranges::min_element(groups.log_leaves);
    for (float const prior : made.log_priors)
        made.highest.push_back(prior - smallest);
    for (std::size_t group = 0; group < group_count; ++group)
        for_each_entry(groups, group,
                       [&](word one, std::uint32_t entry)
                       { made.highest[one] = std::max(made.highest[one], best_of(groups, group, entry)); });
}

void fill_tile(bound_tables & made, group_tables const & groups, std::size_t group_count, std::size_t tile)
{
    std::uint8_t * const first = made.bounds.data() + tile * word_count * tile_width;
    std::size_t const end = std::min((tile + 1) * tile_width, group_count);
    for (std::size_t group = tile * tile_width; group < end; ++group)
    {
        std::uint8_t * const column = first + group % tile_width;
        float const without = smallest_leaves(groups, group, 0);
        for (std::size_t one = 0; one < word_count; ++one)
            column[one * tile_width] = deficit(made.highest[one], made.log_priors[one] - without);
        for_each_entry(groups, group,
                       [&](word one, std::uint32_t entry)
                       {
                           float const absent = made.log_priors[one] - smallest_leaves(groups, group, entry);
                           float const value = std::max(absent, best_of(groups, group, entry));
                           column[one * tile_width] = deficit(made.highest[one], value);
                       });
    }
}

/// Mean bound of a word over the groups.
std::uint8_t weight_of(bound_tables const & made, std::size_t one, std::size_t group_count) noexcept
{
    std::size_t sum = 0;
    for (std::size_t group = 0; group < group_count; ++group)
        sum += made.bounds[(group / tile_width * word_count + one) * tile_width + group % tile_width];
    return static_cast<std::uint8_t>(sum / group_count);
}

} // namespace

bound_tables make_bound_tables(group_tables const & groups,
                               std::size_t genera,
                               std::vector<float> const & priors,
                               exec::thread_budget const & budget)
{
    bound_tables made;
    std::size_t const group_count = (genera + group_width - 1) / group_width;
    std::size_t const tiles = (group_count + tile_width - 1) / tile_width;
    for (float const prior : priors)
        made.log_priors.push_back(log_of(prior));
    find_highest(made, groups, group_count);
    made.bounds.assign(tiles * word_count * tile_width, 255);
    exec::parallel_for(budget, tiles, 1,
                       [&](std::size_t begin, std::size_t end)
                       {
                           for (std::size_t tile = begin; tile < end; ++tile)
                               fill_tile(made, groups, group_count, tile);
                       });
    made.weights.resize(word_count);
    constexpr std::size_t words_per_range = 4096;
    exec::parallel_for(budget, word_count, words_per_range,
                       [&](std::size_t begin, std::size_t end)
                       {
                           for (std::size_t one = begin; one < end; ++one)
                               made.weights[one] = weight_of(made, one, group_count);
                       });
    return made;
}

} // namespace ampstream::classify
