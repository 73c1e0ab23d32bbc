// SPDX-License-Identifier: BSD-3-Clause
// The definition of the alignment: every cell of the matrix. Faster ways must give the same path.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>

namespace ampstream::align
{

/// What was found in the whole matrix.
struct matrix_result
{
    std::int64_t score{};
    std::int64_t lowest{};  ///< of all cells
    std::int64_t highest{}; ///< of all cells
    std::vector<run> path{};
};

/// Gotoh's algorithm (1982) with VSEARCH's terminal gaps and choices. A byte a cell.
[[nodiscard]] matrix_result
align_in_full(scoring const & scores, std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);

} // namespace ampstream::align
