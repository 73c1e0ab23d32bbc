// SPDX-License-Identifier: BSD-3-Clause
// Word probabilities of genera, stored by groups of eight.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "classify/model_tables.hpp"
#include "classify/word_counts.hpp"

namespace ampstream::classify
{

/// The sections of these names; see `section`.
struct group_tables
{
    std::vector<float> log_leaves{};
    std::vector<group_block> blocks{};
    std::vector<std::uint32_t> entries{};
    std::vector<std::uint64_t> value_starts{};
    std::vector<float> values{};
};

/// Logarithm in double, rounded to float.
[[nodiscard]] inline float log_of(float x) noexcept
{
    return static_cast<float>(std::log(static_cast<double>(x)));
}

/// log P(w | G) = log((m(w) + prior(w)) / (M + 1)); `leaves` are M by genus, `priors` by word.
[[nodiscard]] group_tables make_group_tables(std::vector<genus_words> && counts,
                                             std::vector<std::uint32_t> const & leaves,
                                             std::vector<float> const & priors);

} // namespace ampstream::classify
