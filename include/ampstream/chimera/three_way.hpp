// SPDX-License-Identifier: BSD-3-Clause
// A query between its two parents: the columns, their votes, and the best break point.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/chimera/options.hpp>
#include <ampstream/chimera/verdict.hpp>

namespace ampstream::chimera
{

/// One column: sets of bases (`align::encode`), 0 for a gap.
struct three_way_column
{
    std::uint8_t query{};
    std::array<std::uint8_t, 2> parents{};
    bool is_ignored{}; ///< a gap, next to a gap, or an ambiguous letter
};

/// Merges two pairwise alignments of one query. Gaps of the query are as long as the longer insertion of the two.
[[nodiscard]] std::vector<three_way_column> three_way_alignment(std::span<std::uint8_t const> query,
                                                                std::array<std::span<std::uint8_t const>, 2> parents,
                                                                std::array<std::span<align::run const>, 2> paths);

/// The best break point of a three-way alignment.
struct break_point
{
    model_figures figures{};
    bool is_found{};   ///< the model has more votes for than against it on both sides of some column
    bool is_swapped{}; ///< the second parent is the left one
};

/// Scores every break point (Edgar et al. 2011): h = [Ly / (xn (Ln + dn) + La)] · [Ry / (xn (Rn + dn) + Ra)], with the
/// votes of the columns left and right of it; both orders of the parents; the first of equals.
[[nodiscard]] break_point find_break_point(std::span<three_way_column const> columns, options const & weights);

} // namespace ampstream::chimera
