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

/// Makes the bounds of one word after the other.
class bound_maker
{
public:
    bound_maker(group_tables const & groups, std::size_t genera, bound_tables & made)
        : groups_{groups}, count_{(genera + group_width - 1) / group_width},
          tiles_{(count_ + tile_width - 1) / tile_width}, made_{made}
    {
        for (std::size_t group = 0; group < count_; ++group)
            smallest_leaves_.push_back(smallest_leaves(group, 0));
        made_.bounds.assign(tiles_ * word_count * tile_width, 255);
    }

    void operator()(std::size_t one)
    {
        // No genus, with the word or without it, is above `highest`.
        float highest = made_.log_priors[one] - *std::ranges::min_element(smallest_leaves_);
        for (std::uint64_t i = groups_.value_starts[one]; i < groups_.value_starts[one + 1]; ++i)
            highest = std::max(highest, groups_.values[i]);
        made_.highest[one] = highest;
        std::size_t sum = 0;
        for (std::size_t group = 0; group < count_; ++group)
        {
            std::uint8_t const bound = deficit(highest, best_of(one, group));
            made_.bounds[(group / tile_width * word_count + one) * tile_width + group % tile_width] = bound;
            sum += bound;
        }
        made_.weights[one] = static_cast<std::uint8_t>(sum / count_);
    }

private:
    /// Smallest log(M + 1) of a group's genera that are not in `members`; infinity if all are.
    [[nodiscard]] float smallest_leaves(std::size_t group, std::uint32_t members) const noexcept
    {
        float smallest = std::numeric_limits<float>::infinity();
        for (std::size_t i = 0; i < group_width; ++i)
            if ((members >> i & 1U) == 0)
                smallest = std::min(smallest, groups_.log_leaves[group * group_width + i]);
        return smallest;
    }

    /// Highest log P(w | G) of a group's genera.
    [[nodiscard]] float best_of(std::size_t one, std::size_t group) const noexcept
    {
        group_block const & block = groups_.blocks[one * tiles_ + group / tile_width];
        std::uint64_t const bit = std::uint64_t{1} << (group % tile_width);
        if ((block.groups & bit) == 0)
            return made_.log_priors[one] - smallest_leaves_[group];
        std::uint32_t const entry =
            groups_.entries[block.first_entry + static_cast<unsigned>(std::popcount(block.groups & (bit - 1)))];
        float const * const first = groups_.values.data() + groups_.value_starts[one] + (entry >> 8);
        float const present = *std::max_element(first, first + std::popcount(entry & 255U));
        return std::max(present, made_.log_priors[one] - smallest_leaves(group, entry));
    }

    group_tables const & groups_;
    std::size_t count_;
    std::size_t tiles_;
    bound_tables & made_;
    std::vector<float> smallest_leaves_{}; ///< by group
};

} // namespace

bound_tables make_bound_tables(group_tables const & groups,
                               std::size_t genera,
                               std::vector<float> const & priors,
                               exec::thread_budget const & budget)
{
    constexpr std::size_t words_per_range = 1024;
    bound_tables made;
    for (float const prior : priors)
        made.log_priors.push_back(log_of(prior));
    made.highest.resize(word_count);
    made.weights.resize(word_count);
    bound_maker make{groups, genera, made};
    exec::parallel_for(budget, word_count, words_per_range,
                       [&](std::size_t begin, std::size_t end)
                       {
                           for (std::size_t one = begin; one < end; ++one)
                               make(one);
                       });
    return made;
}

} // namespace ampstream::classify
