// SPDX-License-Identifier: BSD-3-Clause
// Gotoh's recurrences, plainly.
#include "align/full_matrix.hpp"

#include <algorithm>
#include <limits>

#include "align/direction.hpp"
#include "align/path_builder.hpp"
#include "align/score_table.hpp"

namespace ampstream::align
{

namespace
{

/// The path from the lower right corner. `bits_at(i, j)` gives the directions of a cell.
template <typename bits_at_t>
std::vector<run> trace(std::size_t rows, std::size_t columns, bits_at_t const & bits_at)
{
    path_builder path;
    auto i = static_cast<std::ptrdiff_t>(rows) - 1;
    auto j = static_cast<std::ptrdiff_t>(columns) - 1;
    column state = column::match;
    while (i >= 0 && j >= 0)
    {
        state = step_back(state, bits_at(i, j));
        i -= state != column::target_only ? 1 : 0;
        j -= state != column::query_only ? 1 : 0;
        path.push(state);
    }
    path.push(column::query_only, static_cast<std::size_t>(i + 1));
    path.push(column::target_only, static_cast<std::size_t>(j + 1));
    return std::move(path).finish();
}

} // namespace

matrix_result
align_in_full(scoring const & scores, std::span<std::uint8_t const> query, std::span<std::uint8_t const> target)
{
    std::size_t const rows = query.size();
    std::size_t const columns = target.size();
    score_table const pairs = make_score_table(scores);
    auto const terminal = [&](std::size_t length)
    {
        return length == 0
                   ? std::int64_t{0}
                   : -(scores.gap_open_terminal + (static_cast<std::int64_t>(length) - 1) * scores.gap_extend_terminal);
    };
    std::vector<std::int64_t> best(columns + 1); // H of the row above, then of this one; entry j + 1 is column j
    std::vector<std::int64_t> vertical(columns); // best score of a query-only step into this row, by column
    std::vector<std::uint8_t> directions(rows * columns);
    for (std::size_t j = 0; j < columns; ++j)
    {
        best[j + 1] = terminal(j + 1);
        vertical[j] = best[j + 1] - (j + 1 == columns ? scores.gap_open_terminal : scores.gap_open_interior);
    }
    matrix_result found;
    for (std::size_t i = 0; i < rows; ++i)
    {
        bool const is_last_row = i + 1 == rows;
        std::int64_t const across_open = is_last_row ? scores.gap_open_terminal : scores.gap_open_interior;
        std::int64_t const across_extend = is_last_row ? scores.gap_extend_terminal : scores.gap_extend_interior;
        std::int64_t diagonal = best[0];
        best[0] = terminal(i + 1);
        std::int64_t horizontal = best[0] - across_open;
        for (std::size_t j = 0; j < columns; ++j)
        {
            bool const is_last_column = j + 1 == columns;
            std::int64_t const down_open = is_last_column ? scores.gap_open_terminal : scores.gap_open_interior;
            std::int64_t const down_extend = is_last_column ? scores.gap_extend_terminal : scores.gap_extend_interior;
            std::int64_t score = diagonal + pairs[query[i]][target[j]];
            diagonal = best[j + 1];
            unsigned bits = vertical[j] > score ? from_above : 0U;
            score = std::max(score, vertical[j]);
            bits |= horizontal > score ? from_left : 0U;
            score = std::max(score, horizontal);
            best[j + 1] = score;
            bits |= vertical[j] - down_extend > score - down_open ? extends_above : 0U;
            vertical[j] = std::max(vertical[j] - down_extend, score - down_open);
            bits |= horizontal - across_extend > score - across_open ? extends_left : 0U;
            horizontal = std::max(horizontal - across_extend, score - across_open);
            directions[i * columns + j] = static_cast<std::uint8_t>(bits);
            found.lowest = std::min(found.lowest, score);
            found.highest = std::max(found.highest, score);
        }
    }
    found.score = rows == 0 ? terminal(columns) : best[columns];
    found.path = trace(rows, columns,
                       [&](std::ptrdiff_t i, std::ptrdiff_t j)
                       { return directions[static_cast<std::size_t>(i) * columns + static_cast<std::size_t>(j)]; });
    return found;
}

} // namespace ampstream::align
