// SPDX-License-Identifier: BSD-3-Clause
// Scores of all pairs of letter codes.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include <ampstream/align/scoring.hpp>

namespace ampstream::align
{

/// Row: code of the query's letter, column: code of the target's; see `encode`.
using score_table = std::array<std::array<std::int32_t, 16>, 16>;

[[nodiscard]] inline score_table make_score_table(scoring const & scores) noexcept
{
    score_table table{};
    for (unsigned x = 0; x < 16; ++x)
        for (unsigned y = 0; y < 16; ++y)
            if (std::has_single_bit(x) && std::has_single_bit(y))
                table[x][y] = x == y ? scores.match : scores.mismatch;
    return table;
}

} // namespace ampstream::align
