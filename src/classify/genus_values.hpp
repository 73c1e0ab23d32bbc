// SPDX-License-Identifier: BSD-3-Clause
// Values of single genera: what is left to compute as RDP does when all others are known to lose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "classify/query.hpp"

namespace ampstream::classify
{

/// log P(w | G) of all lines; computed once a query. Valid until the next call.
[[nodiscard]] float const * values_of(workspace::state & work, model_tables const & tables, std::uint32_t genus);

/// The same for few lines, one after the other, repeats included.
[[nodiscard]] float const * values_of_few(workspace::state & work,
                                          model_tables const & tables,
                                          std::uint32_t genus,
                                          std::span<std::uint16_t const> lines);

/// sums[i] = sum of the values of the i-th span of `draws` lines, in float and in order.
void sum_values(float const * values,
                std::uint16_t const * const * lines,
                std::size_t rounds,
                std::size_t draws,
                float * sums) noexcept;

/// The highest cost with which a genus may still reach `score`, a sum of `count` floats. A sum of n floats of one sign
/// s is off by at most n 2^-24 |s|; both sums compared are, and the factor is generous.
[[nodiscard]] std::uint32_t highest_cost(float score, std::size_t count) noexcept;

} // namespace ampstream::classify
