// SPDX-License-Identifier: BSD-3-Clause
// Wins in windows.
#include <ampstream/chimera/parents.hpp>

#include <algorithm>

namespace ampstream::chimera
{

namespace
{

/// Matches in the window that ends at each position, from position window − 1 on.
std::vector<std::uint8_t> window_sums(std::vector<std::uint8_t> const & matches)
{
    std::vector<std::uint8_t> sums(matches.size());
    int sum = 0;
    for (std::size_t i = 0; i < matches.size(); ++i)
    {
        sum += matches[i];
        if (i >= window)
            sum -= matches[i - window];
        sums[i] = static_cast<std::uint8_t>(i + 1 >= window ? sum : 0);
    }
    return sums;
}

/// Best sum of all candidates at each position.
std::vector<std::uint8_t> best_sums(std::vector<std::vector<std::uint8_t>> const & sums)
{
    std::vector<std::uint8_t> best(sums.front().size());
    for (auto const & row : sums)
        std::ranges::transform(row, best, best.begin(), [](auto x, auto y) { return std::max(x, y); });
    return best;
}

/// Positions where nobody has a match in the window have no winner.
std::size_t count_wins(std::vector<std::uint8_t> const & sums, std::vector<std::uint8_t> const & best)
{
    std::size_t wins = 0;
    for (std::size_t i = window - 1; i < sums.size(); ++i)
        wins += best[i] != 0 && sums[i] == best[i] ? 1 : 0;
    return wins;
}

void wipe(std::vector<std::vector<std::uint8_t>> & matches,
          std::vector<std::uint8_t> const & sums,
          std::vector<std::uint8_t> const & best)
{
    for (std::size_t i = window - 1; i < sums.size(); ++i)
        if (sums[i] == best[i])
            for (auto & row : matches)
                std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(i + 1 - window), window, std::uint8_t{0});
}

/// The candidate with the most wins, the first one if nobody wins anything; what it has won is wiped for everyone.
/// `out_of_play`, chosen before, neither wins nor keeps others from winning.
std::size_t choose(std::vector<std::vector<std::uint8_t>> & matches,
                   std::optional<std::size_t> out_of_play,
                   candidate_order const & comes_before)
{
    std::vector<std::vector<std::uint8_t>> sums(matches.size());
    std::ranges::transform(matches, sums.begin(), window_sums);
    if (out_of_play)
        std::ranges::fill(sums[*out_of_play], std::uint8_t{0});
    std::vector<std::uint8_t> const best = best_sums(sums);
    std::size_t parent = 0;
    std::size_t most = 0;
    for (std::size_t candidate = 0; candidate < sums.size(); ++candidate)
    {
        std::size_t const wins = count_wins(sums[candidate], best);
        if (wins > most || (wins == most && candidate != 0 && comes_before(candidate, parent)))
            parent = candidate;
        most = std::max(most, wins);
    }
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
