// SPDX-License-Identifier: BSD-3-Clause
// Wins in windows.
#include <ampstream/chimera/parents.hpp>

#include <algorithm>

namespace ampstream::chimera
{

namespace
{

using row = std::vector<std::uint8_t>;

/// Calls `merge(x, y)` for each entry of a row and the one `distance` before it (`is_backwards`: behind it), for
/// distances 1, 2, 4 … 16, so that each entry becomes that of a whole window.
template <bool is_backwards, typename merge_t>
void merge_windows(row & values, row & spare, merge_t const & merge)
{
    static_assert(window == 32);
    spare.resize(values.size());
    std::size_t const size = values.size();
    for (std::size_t distance = 1; distance < window && distance < size; distance *= 2)
    {
        std::uint8_t const * const from = values.data();
        std::uint8_t * const to = spare.data();
        if constexpr (is_backwards)
        {
            for (std::size_t i = 0; i < size - distance; ++i)
                to[i] = merge(from[i], from[i + distance]);
            std::copy(from + (size - distance), from + size, to + (size - distance));
        }
        else
        {
            std::copy(from, from + distance, to);
            for (std::size_t i = 0; i < size - distance; ++i)
                to[i + distance] = merge(from[i + distance], from[i]);
        }
        values.swap(spare);
    }
}

/// Calls `merge(x, y)` for the entries of two rows of one length; the results become the first row. (A loop with one
/// end, unlike that of `std::ranges::transform`, becomes vectors.)
template <typename merge_t>
void merge_rows(row & values, row const & others, merge_t const & merge)
{
    std::uint8_t * const to = values.data();
    std::uint8_t const * const from = others.data();
    std::size_t const size = values.size();
    for (std::size_t i = 0; i < size; ++i)
        to[i] = merge(to[i], from[i]);
}

/// Matches in the window that ends at each position, from position window − 1 on.
row window_sums(row const & matches)
{
    row sums = matches;
    row spare;
    merge_windows<false>(sums, spare, [](std::uint8_t x, std::uint8_t y) { return static_cast<std::uint8_t>(x + y); });
    std::fill_n(sums.begin(), window - 1, std::uint8_t{0});
    return sums;
}

/// Best sum of all candidates at each position.
row best_sums(std::vector<row> const & sums)
{
    row best(sums.front().size());
    for (row const & one : sums)
        merge_rows(best, one, [](std::uint8_t x, std::uint8_t y) { return x < y ? y : x; });
    return best;
}

/// Positions where nobody has a match in the window have no winner.
std::size_t count_wins(row const & sums, row const & best)
{
    constexpr std::size_t most = 255; // what a byte can count
    std::uint8_t const * const mine = sums.data();
    std::uint8_t const * const highest = best.data();
    std::size_t wins = 0;
    for (std::size_t i = 0; i < sums.size(); i += most)
    {
        std::size_t const end = std::min(sums.size(), i + most);
        std::uint8_t some = 0;
        for (std::size_t j = i; j < end; ++j)
            some = static_cast<std::uint8_t>(
                some + (static_cast<int>(highest[j] != 0) & static_cast<int>(mine[j] == highest[j])));
        wins += some;
    }
    return wins;
}

/// Windows in which nobody has a match may be wiped, too: it changes nothing.
void wipe(std::vector<row> & matches, row const & sums, row const & best)
{
    row kept = sums;
    merge_rows(kept, best, [](std::uint8_t x, std::uint8_t y) -> std::uint8_t { return x == y ? 0 : 1; });
    std::fill_n(kept.begin(), window - 1, std::uint8_t{1});
    row spare;
    merge_windows<true>(kept, spare, [](std::uint8_t x, std::uint8_t y) { return static_cast<std::uint8_t>(x & y); });
    for (row & one : matches)
        merge_rows(one, kept, [](std::uint8_t x, std::uint8_t y) { return static_cast<std::uint8_t>(x & y); });
}

/// The candidate with the most wins, the first one if nobody wins anything; what it has won is wiped for everyone.
/// `out_of_play`, chosen before, neither wins nor keeps others from winning.
std::size_t
choose(std::vector<row> & matches, std::optional<std::size_t> out_of_play, candidate_order const & comes_before)
{
    std::vector<row> sums(matches.size());
    std::ranges::transform(matches, sums.begin(), window_sums);
    if (out_of_play)
        std::ranges::fill(sums[*out_of_play], std::uint8_t{0});
    row const best = best_sums(sums);
    std::vector<std::size_t> wins(sums.size());
    std::ranges::transform(sums, wins.begin(), [&best](row const & one) { return count_wins(one, best); });
    std::size_t const most = std::ranges::max(wins);
    auto parent = static_cast<std::size_t>(std::ranges::find(wins, most) - wins.begin());
    for (std::size_t candidate = parent + 1; candidate < sums.size(); ++candidate)
        if (wins[candidate] == most && comes_before(candidate, parent))
            parent = candidate;
    wipe(matches, sums[parent], best);
    return parent;
}

} // namespace

std::array<std::size_t, parts> part_lengths(std::size_t length) noexcept
{
    std::array<std::size_t, parts> lengths{};
    std::size_t rest = length;
    for (std::size_t part = 0; part < parts; ++part)
    {
        std::size_t const pieces = parts - part;
        lengths[part] = (rest + pieces - 1) / pieces;
        rest -= lengths[part];
    }
    return lengths;
}

std::vector<std::uint8_t> match_positions(std::span<align::run const> path,
                                          std::span<std::uint8_t const> query,
                                          std::span<std::uint8_t const> target)
{
    std::vector<std::uint8_t> matches(query.size());
    std::size_t i = 0;
    std::size_t j = 0;
    for (align::run const & run : path)
    {
        if (run.kind == align::column::match)
            for (std::size_t k = 0; k < run.length; ++k)
                matches[i + k] = (query[i + k] & target[j + k]) != 0 ? 1 : 0;
        i += run.kind != align::column::target_only ? run.length : 0;
        j += run.kind != align::column::query_only ? run.length : 0;
    }
    return matches;
}

std::optional<std::array<std::size_t, 2>> choose_parents(std::vector<std::vector<std::uint8_t>> & matches,
                                                         candidate_order const & comes_before)
{
    if (matches.empty() || matches.front().size() < window)
        return std::nullopt;
    std::size_t const first = choose(matches, std::nullopt, comes_before);
    std::size_t const second = choose(matches, first, comes_before);
    return first != second ? std::optional{std::array{first, second}} : std::nullopt;
}

} // namespace ampstream::chimera
