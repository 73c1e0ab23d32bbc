// SPDX-License-Identifier: BSD-3-Clause
// From word counts by genus to the rows of a model: what it knows of each word.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <ampstream/exec/thread_budget.hpp>

#include "classify/model_tables.hpp"
#include "classify/word_counts.hpp"

namespace ampstream::classify
{

/// The sections of these names; see `section`.
struct row_tables
{
    std::vector<std::uint32_t> leaves{};
    std::vector<float> log_leaves{};
    std::vector<std::uint8_t> leaf_costs{};
    std::vector<word_facts> facts{};
    std::array<std::uint8_t, level_count> levels{};
    std::vector<large_count> large_counts{};
    std::vector<std::uint8_t> rows{};
};

/// Cost of a value log P(w | G), rounded down with room for the rounding of the sums that costs are compared with.
[[nodiscard]] std::uint8_t cost_of(float value) noexcept;

/// How often, over all genera, a sequence has a word at each cost.
using cost_histogram = std::array<std::uint64_t, 256>;

/// The levels that lose least when each cost is rounded down to one: 0 for code 0 and code 1, then ascending.
[[nodiscard]] std::array<std::uint8_t, level_count> choose_levels(cost_histogram const & costs);

/// `leaves` are M by genus, `priors` prior(w) by word.
[[nodiscard]] row_tables make_row_tables(std::vector<genus_words> && counts,
                                         std::vector<std::uint32_t> const & leaves,
                                         std::vector<float> const & priors,
                                         exec::thread_budget const & budget);

} // namespace ampstream::classify
