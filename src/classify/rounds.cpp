// SPDX-License-Identifier: BSD-3-Clause
// The bootstrap rounds: which genus wins each of them.
#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <tuple>

#include <ampstream/core/random.hpp>

#include "classify/query.hpp"
#include "classify/query_scores.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t widest_sum = 65535; ///< of the screening's counters
constexpr std::size_t batch = 4;          ///< groups gathered at a time; the next ones may not be needed any more

void set_limit(workspace::state & work, std::size_t round) noexcept
{
    round_scores & rounds = work.rounds;
    std::uint32_t const limit =
        highest_deficit(rounds.highest[round], rounds.best[round], work.drawn.draws) >> rounds.halvings;
    rounds.limits[round] = static_cast<std::uint16_t>(std::min<std::size_t>(limit, widest_sum));
}

void start_rounds(workspace::state & work)
{
    query_draws const & drawn = work.drawn;
    round_scores & rounds = work.rounds;
    rounds.best.assign(drawn.rounds, lowest_score);
    rounds.winner.assign(drawn.rounds, 0);
    rounds.limits.assign(drawn.rounds, 0);
    rounds.lanes.resize(drawn.rounds);
    rounds.lane_sums.resize(drawn.rounds * tile_width);
    rounds.ties.clear();
    rounds.highest.clear();
    for (std::size_t round = 0; round < drawn.rounds; ++round)
        rounds.highest.push_back(sum_of_highest(work.query, drawn.lines.data() + round * drawn.draws, drawn.draws));
    rounds.halvings = 0; // of queries of more than 2000 words; a halved bound is a bound of the halved deficit
    while (drawn.draws * (255U >> rounds.halvings) > widest_sum)
        ++rounds.halvings;
}

/// Scores the genera of a group in the rounds that are listed as contested.
void score_contested(workspace::state & work, std::uint32_t group)
{
    round_scores & rounds = work.rounds;
    rounds.draws.clear();
    for (std::size_t const round : rounds.contested)
        rounds.draws.push_back(work.drawn.lines.data() + round * work.drawn.draws);
    rounds.sums.resize(rounds.contested.size() * group_width);
    sum_rounds(values_of(work, group), rounds.draws.data(), rounds.draws.size(), work.drawn.draws, rounds.sums.data());
    float const * score = rounds.sums.data();
    for (std::size_t const round : rounds.contested)
    {
        float const before = rounds.best[round];
        for (std::uint32_t i = 0; i < group_width; ++i, ++score)
        {
            std::uint32_t const genus = genus_at(group, i);
            if (*score > rounds.best[round])
                std::tie(rounds.best[round], rounds.winner[round]) = std::tuple{*score, genus};
            else if (*score == rounds.best[round])
                rounds.ties.push_back({round, genus, *score});
        }
        if (rounds.best[round] > before)
            set_limit(work, round);
    }
}

/// Lists the rounds of the tile at hand that a group can win.
void list_contested(workspace::state & work, std::uint32_t group)
{
    round_scores & rounds = work.rounds;
    std::size_t const lane = group % tile_width;
    rounds.contested.clear();
    for (std::size_t round = 0; round < work.drawn.rounds; ++round)
        if ((rounds.lanes[round] >> lane & 1U) != 0 &&
            rounds.lane_sums[round * tile_width + lane] <= rounds.limits[round])
            rounds.contested.push_back(round);
}

/// Halves the bounds of a tile until their sums fit.
void halve(workspace::state & work, std::uint8_t * lines)
{
    if (work.rounds.halvings > 0)
        for (std::size_t i = 0; i < tile_size(work); ++i)
            lines[i] = static_cast<std::uint8_t>(lines[i] >> work.rounds.halvings);
}

bool is_leader(workspace::state const & work, std::uint32_t group) noexcept
{
    return std::ranges::find(work.leaders, group, &std::pair<float, std::uint32_t>::second) != work.leaders.end();
}

/// Scores some groups of the tile at hand in the rounds they can still win.
void score_batch(workspace::state & work, model_tables const & tables, std::span<std::uint32_t const> groups)
{
    std::array<std::uint32_t, batch> wanted{};
    std::size_t count = 0;
    for (std::uint32_t const group : groups)
    {
        list_contested(work, group);
        if (!work.rounds.contested.empty())
            wanted[count++] = group;
    }
    gather(work, tables, std::span{wanted}.first(count));
    for (std::uint32_t const group : std::span{wanted}.first(count))
    {
        list_contested(work, group);
        if (!work.rounds.contested.empty())
            score_contested(work, group);
    }
}

/// Scores every group but the leaders in the rounds it can win.
void screen_rounds(workspace::state & work, model_tables const & tables)
{
    round_scores & rounds = work.rounds;
    drawn_rounds const drawn{work.drawn.telling_first.data(), rounds.limits.data(), work.drawn.rounds,
                             work.drawn.draws};
    auto const by_deficit = [&](std::uint32_t group) { return std::pair{work.deficits[group], group}; };
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
    {
        std::uint8_t * const lines = work.tiles.data() + tile * tile_size(work);
        halve(work, lines);
        work.contenders.clear();
        lane_mask const mask = find_contested(lines, drawn, {rounds.lanes.data(), rounds.lane_sums.data()});
        for (lane_mask left = mask; left != 0; left &= left - 1)
        {
            auto const group =
                static_cast<std::uint32_t>(tile * tile_width) + static_cast<std::uint32_t>(std::countr_zero(left));
            if (group < tables.groups() && !is_leader(work, group))
                work.contenders.push_back(group);
        }
        std::ranges::sort(work.contenders, {}, by_deficit);
        for (std::size_t begin = 0; begin < work.contenders.size(); begin += batch)
            score_batch(
                work, tables,
                std::span{work.contenders}.subspan(begin).first(std::min(batch, work.contenders.size() - begin)));
    }
}

/// The genus that wins a round; one of those with the same score is drawn.
std::uint32_t winner_of(workspace::state & work, std::size_t round, random_stream & tie_draws)
{
    round_scores const & rounds = work.rounds;
    work.tied.assign(1, rounds.winner[round]);
    for (round_tie const & tie : rounds.ties)
        if (tie.round == round && tie.score == rounds.best[round])
            work.tied.push_back(tie.genus);
    if (work.tied.size() == 1)
        return work.tied.front();
    std::ranges::sort(work.tied);
    return work.tied[static_cast<std::size_t>(tie_draws.below(work.tied.size()))];
}

} // namespace

std::vector<std::uint32_t>
count_rounds(workspace::state & work, model_tables const & tables, std::uint32_t best, options const & chosen)
{
    draw_words(work, tables, chosen);
    start_rounds(work);
    work.rounds.contested.clear();
    for (std::size_t round = 0; round < work.drawn.rounds; ++round)
        work.rounds.contested.push_back(round);
    for (auto const & [total, group] : work.leaders)
        score_contested(work, group);
    screen_rounds(work, tables);

    std::vector<std::uint32_t> rounds(tables.rank_names.size());
    random_stream tie_draws{chosen.seed, "classify tie", work.key};
    for (std::size_t round = 0; round < work.drawn.rounds; ++round)
    {
        std::uint32_t const winner = winner_of(work, round, tie_draws);
        for (std::uint32_t at = tables.genus_taxa[best]; at != no_parent; at = tables.taxa[at].parent)
        {
            taxon const & one = tables.taxa[at];
            if (winner >= one.first_genus && winner - one.first_genus < one.genera)
                ++rounds[one.rank];
        }
    }
    return rounds;
}

} // namespace ampstream::classify
