// SPDX-License-Identifier: BSD-3-Clause
// Columns, votes and break points.
#include <ampstream/chimera/three_way.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace ampstream::chimera
{

namespace
{

enum class vote : std::uint8_t
{
    none,
    a,
    b,
    abstain,
};

/// How long the query's gap before each of its positions (and after the last) must be.
std::vector<std::uint32_t> insertions(std::size_t query_length,
                                      std::array<std::span<align::run const>, 2> const & paths)
{
    std::vector<std::uint32_t> longest(query_length + 1);
    for (auto const & path : paths)
    {
        std::size_t position = 0;
        for (align::run const & run : path)
            if (run.kind == align::column::target_only)
                longest[position] = std::max(longest[position], run.length);
            else
                position += run.length;
    }
    return longest;
}

/// Row of one parent: its letters and gaps, in the columns that `longest` makes room for.
std::vector<std::uint8_t> parent_row(std::span<std::uint8_t const> parent,
                                     std::span<align::run const> path,
                                     std::vector<std::uint32_t> const & longest)
{
    std::vector<std::uint8_t> row;
    std::size_t position = 0; // of the query
    std::size_t next = 0;     // of the parent
    bool has_inserted = false;
    auto const fill = [&row](std::uint32_t count) { row.insert(row.end(), count, std::uint8_t{0}); };
    for (align::run const & run : path)
    {
        if (run.kind == align::column::target_only)
        {
            row.insert(row.end(), parent.begin() + static_cast<std::ptrdiff_t>(next),
                       parent.begin() + static_cast<std::ptrdiff_t>(next + run.length));
            next += run.length;
            fill(longest[position] - run.length);
            has_inserted = true;
            continue;
        }
        for (std::uint32_t k = 0; k < run.length; ++k)
        {
            if (!has_inserted)
                fill(longest[position]);
            row.push_back(run.kind == align::column::match ? parent[next++] : std::uint8_t{0});
            ++position;
            has_inserted = false;
        }
    }
    if (!has_inserted)
        fill(longest[position]);
    return row;
}

void mark_ignored(std::vector<three_way_column> & columns)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (std::uint8_t const letter : {columns[i].query, columns[i].parents[0], columns[i].parents[1]})
        {
            columns[i].is_ignored |= letter == 0 || (letter & (letter - 1)) != 0;
            if (letter != 0)
                continue;
            if (i > 0)
                columns[i - 1].is_ignored = true;
            if (i + 1 < columns.size())
                columns[i + 1].is_ignored = true;
        }
}

vote vote_of(three_way_column const & column) noexcept
{
    if (column.is_ignored)
        return vote::none;
    bool const is_a = column.query == column.parents[0];
    bool const is_b = column.query == column.parents[1];
    if (is_a && is_b)
        return vote::none;
    return is_a ? vote::a : is_b ? vote::b : vote::abstain;
}

double side_score(votes const & side, options const & weights) noexcept
{
    return side.yes / (weights.xn * (side.no + weights.dn) + side.abstain);
}

/// Votes seen with the parents in the other order.
votes turned(votes const & side) noexcept
{
    return {side.no, side.yes, side.abstain};
}

double percent(std::size_t part, std::size_t whole) noexcept
{
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

/// Identities with the model that breaks after column `last_left`.
void measure(std::span<three_way_column const> columns, std::size_t last_left, bool is_swapped, model_figures & figures)
{
    std::size_t counted = 0;
    std::size_t model = 0;
    std::size_t with_a = 0;
    std::size_t with_b = 0;
    std::size_t a_with_b = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
    {
        three_way_column const & column = columns[i];
        if (column.is_ignored)
            continue;
        std::uint8_t const a = column.parents[is_swapped ? 1 : 0];
        std::uint8_t const b = column.parents[is_swapped ? 0 : 1];
        ++counted;
        with_a += column.query == a ? 1 : 0;
        with_b += column.query == b ? 1 : 0;
        a_with_b += a == b ? 1 : 0;
        model += column.query == (i <= last_left ? a : b) ? 1 : 0;
    }
    figures.model = percent(model, counted);
    figures.with_a = percent(with_a, counted);
    figures.with_b = percent(with_b, counted);
    figures.a_with_b = percent(a_with_b, counted);
    figures.closest = std::max(figures.with_a, figures.with_b);
}

} // namespace

std::vector<three_way_column> three_way_alignment(std::span<std::uint8_t const> query,
                                                  std::array<std::span<std::uint8_t const>, 2> parents,
                                                  std::array<std::span<align::run const>, 2> paths)
{
    std::vector<std::uint32_t> const longest = insertions(query.size(), paths);
    std::array<std::vector<std::uint8_t>, 2> const rows{parent_row(parents[0], paths[0], longest),
                                                        parent_row(parents[1], paths[1], longest)};
    std::vector<three_way_column> columns(rows[0].size());
    std::size_t at = 0;
    for (std::size_t position = 0; position <= query.size(); ++position)
    {
        at += longest[position];
        if (position < query.size())
            columns[at++].query = query[position];
    }
    for (std::size_t i = 0; i < columns.size(); ++i)
        columns[i].parents = {rows[0][i], rows[1][i]};
    mark_ignored(columns);
    return columns;
}

break_point find_break_point(std::span<three_way_column const> columns, options const & weights)
{
    votes left{};
    votes right{}; // before the first column every vote is on the right: for B, against A
    for (three_way_column const & column : columns)
    {
        vote const cast = vote_of(column);
        right.no += cast == vote::a ? 1 : 0;
        right.yes += cast == vote::b ? 1 : 0;
        right.abstain += cast == vote::abstain ? 1 : 0;
    }
    break_point best;
    std::size_t best_at = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
    {
        vote const cast = vote_of(columns[i]);
        if (cast == vote::none)
            continue;
        if (cast == vote::a)
        {
            ++left.yes;
            --right.no;
        }
        else if (cast == vote::b)
        {
            ++left.no;
            --right.yes;
        }
        else
        {
            ++left.abstain;
            --right.abstain;
        }
        bool const is_for = left.yes > left.no && right.yes > right.no;
        bool const is_swapped = left.no > left.yes && right.no > right.yes;
        if (!is_for && !is_swapped)
            continue;
        votes const on_left = is_swapped ? turned(left) : left;
        votes const on_right = is_swapped ? turned(right) : right;
        double const score = side_score(on_left, weights) * side_score(on_right, weights);
        if (score > best.figures.score)
        {
            best = {.figures = {.score = score, .left = on_left, .right = on_right},
                    .is_found = true,
                    .is_swapped = is_swapped};
            best_at = i;
        }
    }
    if (best.is_found)
        measure(columns, best_at, best.is_swapped, best.figures);
    return best;
}

} // namespace ampstream::chimera
