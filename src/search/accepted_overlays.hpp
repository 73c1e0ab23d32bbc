// SPDX-License-Identifier: BSD-3-Clause
// Which overlays an accepted alignment may make.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <ampstream/align/few_differences.hpp>
#include <ampstream/align/scoring.hpp>

#include "search/proof_terms.hpp"

namespace ampstream::search
{

/// Most differences of an accepted path with so many pairs at most, see `long_runs`.
[[nodiscard]] inline std::int64_t most_differences(double identity, std::int64_t pairs) noexcept
{
    return static_cast<std::int64_t>(
        std::floor((1.0 - identity) * static_cast<double>(pairs) / identity + column_margin));
}

/// Limits of the overlays that accepted paths of at least `score` make, see `refuter`. All costs are told twice, so
/// that half the score of a match is a whole number. `ambiguous`: letters in both sequences.
[[nodiscard]] inline align::overlay_limits accepted_overlays(double identity,
                                                             align::scoring const & scores,
                                                             std::size_t query_length,
                                                             std::size_t target_length,
                                                             std::size_t ambiguous,
                                                             std::int64_t score) noexcept
{
    auto const shorter = static_cast<std::int64_t>(std::min(query_length, target_length));
    auto const letters = static_cast<std::int64_t>(query_length + target_length);
    std::int64_t const less = std::int64_t{2} * std::max(-scores.mismatch, 0); // a mismatch with an ambiguous letter
    return {.differences = most_differences(identity, shorter),
            .pairs = identity < 1.0 ? identity / (1.0 - identity) : 0.0,
            .budget = scores.match * letters - 2 * score + less * static_cast<std::int64_t>(ambiguous),
            .detour = scores.match + std::int64_t{2} * scores.gap_extend_terminal,
            .mismatch = std::int64_t{2} * (scores.match - scores.mismatch),
            .gap = std::int64_t{2} * (scores.gap_extend_interior - scores.gap_extend_terminal),
            .opening = std::int64_t{2} * (scores.gap_open_interior - scores.gap_extend_interior)};
}

} // namespace ampstream::search
