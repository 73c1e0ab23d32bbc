// SPDX-License-Identifier: BSD-3-Clause
// The bootstrap rounds: which genus wins each of them.
#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <span>
#include <tuple>

#include <ampstream/core/random.hpp>

#include "classify/genus_values.hpp"
#include "classify/query.hpp"

namespace ampstream::classify
{

namespace
{

/// The rounds of one query.
class round_search
{
public:
    round_search(workspace::state & work, model_tables const & tables) : work_{work}, tables_{tables}
    {
        round_scores & rounds = work.rounds;
        rounds.best.assign(work.drawn.rounds, -std::numeric_limits<float>::infinity());
        rounds.winner.assign(work.drawn.rounds, 0);
        rounds.limits.assign(work.drawn.rounds, 0);
        rounds.lanes.resize(work.drawn.rounds);
        rounds.tile_limits.resize(work.drawn.rounds);
        rounds.lowest.clear();
        std::uint16_t const * line = work.drawn.lines.data();
        for (std::size_t round = 0; round < work.drawn.rounds; ++round, line += work.drawn.draws)
        {
            std::uint32_t sum = 0;
            for (std::size_t i = 0; i < work.drawn.draws; ++i)
                sum += work.query.lowest[line[i]];
            rounds.lowest.push_back(sum);
        }
        rounds.ties.clear();
        rounds.listed.resize(work.drawn.rounds);
        std::iota(rounds.listed.begin(), rounds.listed.end(), 0U);
    }

    /// Scores a genus in all rounds; it is not looked at again.
    void score_first(std::uint32_t genus)
    {
        first_ = genus;
        score(genus, work_.rounds.listed);
    }

    /// Looks at the genera of a group in the rounds listed.
    void examine(std::uint32_t group)
    {
        std::span<strip_round const> const found = find_winnable(group);
        std::uint32_t genera = 0;
        for (strip_round const & one : found)
            genera |= one.genera;
        for (; genera != 0; genera &= genera - 1)
        {
            auto const place = static_cast<std::uint32_t>(std::countr_zero(genera));
            std::uint32_t const genus = genus_at(group, place);
            if (genus == first_ || genus >= tables_.genera)
                continue;
            work_.rounds.of_genus.clear();
            for (strip_round const & one : found)
                if (one.costs[place] <= work_.rounds.limits[one.round])
                    work_.rounds.of_genus.push_back(one.round);
            score(genus, work_.rounds.of_genus);
        }
    }

    /// Looks at all groups of a tile but the leaders, in the rounds they can win.
    void screen(std::size_t tile)
    {
        lane_mask open = ~lane_mask{0};
        for (std::uint32_t const leader : work_.leaders)
            if (leader / tile_width == tile)
                open &= ~(lane_mask{1} << (leader % tile_width));
        if (std::size_t const groups = tables_.groups() - tile * tile_width; groups < tile_width)
            open &= (lane_mask{1} << groups) - 1;
        query_draws const & drawn = work_.drawn;
        round_scores & rounds = work_.rounds;
        for (std::size_t round = 0; round < drawn.rounds; ++round)
            rounds.tile_limits[round] = rounds.limits[round] - std::min(rounds.limits[round], rounds.lowest[round]);
        lane_mask const found = find_contested(
            work_.tiles.data() + tile * tile_width * work_.query.distinct.rows.size(),
            {drawn.lines.data(), rounds.tile_limits.data(), drawn.rounds, drawn.draws}, open, rounds.lanes.data());
        work_.contenders.clear();
        for (lane_mask left = found; left != 0; left &= left - 1)
            work_.contenders.push_back(static_cast<std::uint32_t>(tile * tile_width) +
                                       static_cast<std::uint32_t>(std::countr_zero(left)));
        std::ranges::sort(work_.contenders, {},
                          [&](std::uint32_t group) {
                              return std::pair{work_.costs[group], group};
                          });
        for (std::uint32_t const group : work_.contenders)
        {
            rounds.listed.clear();
            for (std::uint32_t round = 0; round < drawn.rounds; ++round)
                if ((rounds.lanes[round] >> (group % tile_width) & 1U) != 0)
                    rounds.listed.push_back(round);
            examine(group);
        }
    }

    /// List all rounds.
    void list_all()
    {
        work_.rounds.listed.resize(work_.drawn.rounds);
        std::iota(work_.rounds.listed.begin(), work_.rounds.listed.end(), 0U);
    }

private:
    /// Of the rounds listed, finds those that genera of a group can win.
    std::span<strip_round const> find_winnable(std::uint32_t group)
    {
        round_scores & rounds = work_.rounds;
        query_draws const & drawn = work_.drawn;
        rounds.found.resize(drawn.rounds);
        if (rounds.listed.size() * drawn.draws < work_.query.distinct.rows.size())
            return find_winnable_of_few(group);
        bring_strip(work_, tables_, group);
        std::size_t const count =
            find_rounds(work_.strip.data(), {drawn.lines.data(), rounds.limits.data(), drawn.rounds, drawn.draws},
                        rounds.listed.data(), rounds.listed.size(), rounds.found.data());
        return std::span{rounds.found}.first(count);
    }

    /// The same for so few rounds that only the lines drawn are brought together.
    std::span<strip_round const> find_winnable_of_few(std::uint32_t group)
    {
        round_scores & rounds = work_.rounds;
        query_draws const & drawn = work_.drawn;
        work_.few_rows.resize(rounds.listed.size() * drawn.draws);
        work_.few_absent.resize(work_.few_rows.size());
        work_.few_limits.clear();
        std::size_t at = 0;
        for (std::uint32_t const round : rounds.listed)
        {
            work_.few_limits.push_back(rounds.limits[round]);
            for (std::uint16_t const line : std::span{drawn.lines}.subspan(round * drawn.draws, drawn.draws))
            {
                work_.few_rows[at] = work_.query.distinct.rows[line];
                work_.few_absent[at++] = work_.query.absent[line];
            }
        }
        bring_strip(work_, tables_, group, work_.few_rows, work_.few_absent);
        for (std::size_t i = work_.ascending.size(); i < work_.few_rows.size() || i < rounds.listed.size(); ++i)
            work_.ascending.push_back(static_cast<std::uint16_t>(i));
        std::vector<std::uint32_t> & few = rounds.of_genus;
        few.resize(rounds.listed.size());
        std::iota(few.begin(), few.end(), 0U);
        std::size_t const count = find_rounds(
            work_.strip.data(), {work_.ascending.data(), work_.few_limits.data(), rounds.listed.size(), drawn.draws},
            few.data(), few.size(), rounds.found.data());
        for (strip_round & one : std::span{rounds.found}.first(count))
            one.round = rounds.listed[one.round];
        return std::span{rounds.found}.first(count);
    }

    void score(std::uint32_t genus, std::span<std::uint32_t const> listed)
    {
        query_draws const & drawn = work_.drawn;
        round_scores & rounds = work_.rounds;
        if (listed.size() * drawn.draws < work_.query.distinct.words.size() && work_.scored.place_of[genus] == 0)
            return score_few(genus, listed);
        float const * const values = values_of(work_, tables_, genus);
        rounds.draws.clear();
        for (std::uint32_t const round : listed)
            rounds.draws.push_back(drawn.lines.data() + round * drawn.draws);
        rounds.sums.resize(listed.size());
        sum_values(values, rounds.draws.data(), listed.size(), drawn.draws, rounds.sums.data());
        for (std::size_t i = 0; i < listed.size(); ++i)
            enter(genus, listed[i], rounds.sums[i]);
    }

    void score_few(std::uint32_t genus, std::span<std::uint32_t const> listed)
    {
        query_draws const & drawn = work_.drawn;
        work_.few_lines.clear();
        for (std::uint32_t const round : listed)
            work_.few_lines.insert(work_.few_lines.end(), drawn.lines.data() + round * drawn.draws,
                                   drawn.lines.data() + (round + 1) * drawn.draws);
        float const * value = values_of_few(work_, tables_, genus, work_.few_lines);
        for (std::uint32_t const round : listed)
        {
            float sum = 0;
            for (std::size_t i = 0; i < drawn.draws; ++i)
                sum += *value++;
            enter(genus, round, sum);
        }
    }

    void enter(std::uint32_t genus, std::uint32_t round, float score)
    {
        round_scores & rounds = work_.rounds;
        if (score > rounds.best[round])
        {
            std::tie(rounds.best[round], rounds.winner[round]) = std::tuple{score, genus};
            rounds.limits[round] = highest_cost(score, work_.drawn.draws);
        }
        else if (score == rounds.best[round])
            rounds.ties.push_back({round, genus, score});
    }

    workspace::state & work_;
    model_tables const & tables_;
    std::uint32_t first_{};
};

/// Draws the winner of each round in which several genera have the best score.
void settle_ties(workspace::state & work, std::uint64_t seed)
{
    round_scores & rounds = work.rounds;
    std::erase_if(rounds.ties, [&](round_tie const & tie) { return tie.score != rounds.best[tie.round]; });
    std::ranges::sort(rounds.ties, {}, [](round_tie const & tie) { return std::pair{tie.round, tie.genus}; });
    random_stream draws{seed, "classify tie", work.key};
    for (auto tie = rounds.ties.begin(); tie != rounds.ties.end();)
    {
        std::size_t const round = tie->round;
        work.tied.assign(1, rounds.winner[round]);
        for (; tie != rounds.ties.end() && tie->round == round; ++tie)
            work.tied.push_back(tie->genus);
        std::ranges::sort(work.tied);
        rounds.winner[round] = work.tied[static_cast<std::size_t>(draws.below(work.tied.size()))];
    }
}

} // namespace

std::vector<std::uint32_t>
count_rounds(workspace::state & work, model_tables const & tables, std::uint32_t best, options const & chosen)
{
    draw_words(work, chosen);
    round_search search{work, tables};
    search.score_first(best);
    for (std::uint32_t const group : work.leaders)
    {
        search.list_all();
        search.examine(group);
    }
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
        search.screen(tile);
    settle_ties(work, chosen.seed);

    std::vector<std::uint32_t> rounds(tables.rank_names.size());
    for (std::uint32_t at = tables.genus_taxa[best]; at != no_parent; at = tables.taxa[at].parent)
    {
        taxon const & one = tables.taxa[at];
        rounds[one.rank] = static_cast<std::uint32_t>(
            std::ranges::count_if(work.rounds.winner, [&](std::uint32_t winner)
                                  { return winner >= one.first_genus && winner - one.first_genus < one.genera; }));
    }
    return rounds;
}

} // namespace ampstream::classify
