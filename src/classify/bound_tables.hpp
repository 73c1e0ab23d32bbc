// SPDX-License-Identifier: BSD-3-Clause
// Bounds of what groups of genera can lose by a word: what screening adds up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <ampstream/exec/thread_budget.hpp>

#include "classify/group_tables.hpp"

namespace ampstream::classify
{

/// The sections of these names; see `section`.
struct bound_tables
{
    std::vector<float> log_priors{};
    std::vector<float> highest{};
    std::vector<std::uint8_t> weights{};
    std::vector<std::uint8_t> bounds{};
};

[[nodiscard]] bound_tables make_bound_tables(group_tables const & groups,
                                             std::size_t genera,
                                             std::vector<float> const & priors,
                                             exec::thread_budget const & budget);

} // namespace ampstream::classify
