// SPDX-License-Identifier: BSD-3-Clause
// The bootstrap rounds: which genus wins each of them.
#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "classify/query.hpp"
#include "classify/round_scorer.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t batch = tile_width / group_width; ///< groups whose genera fill a tile

/// The rounds of one query.
class round_search
{
public:
    round_search(workspace::state & work, model_tables const & tables)
        : work_{work}, tables_{tables}, scorer_{work, tables}
    {
        work.rounds.all.resize(work.drawn.rounds);
        std::iota(work.rounds.all.begin(), work.rounds.all.end(), 0U);
    }

    /// Scores the genera whose values are known in all rounds, the best one first; they are not looked at again.
    void score_known(std::uint32_t best)
    {
        scorer_.score(best, work_.rounds.all);
        known_ = work_.scored.genera.size();
        for (std::size_t place = 0; place < known_; ++place)
            if (work_.scored.genera[place] != best)
                scorer_.score(work_.scored.genera[place], work_.rounds.all);
    }

    /// Lists the groups with genera that may win a round, and the rounds of each; those with many rounds by themselves.
    /// Kin stay neighbours: their codes share cache lines.
    void list_contenders()
    {
        query_draws const & drawn = work_.drawn;
        round_scores & rounds = work_.rounds;
        work_.contenders.clear();
        work_.few_contenders.clear();
        set_limits(tile_shift);
        rounds.lanes.resize(drawn.rounds);
        rounds.of_group.resize(tables_.groups() * drawn.rounds);
        rounds.counts.assign(tables_.groups(), 0);
        for (std::size_t tile = 0; tile < tables_.tiles(); ++tile)
        {
            std::size_t const groups = tables_.groups() - tile * tile_width;
            std::ranges::fill(rounds.lanes, groups < tile_width ? (lane_mask{1} << groups) - 1 : ~lane_mask{0});
            lane_mask const left =
                find_contested(work_.tiles.data() + tile * tile_width * work_.query.distinct.rows.size(),
                               {drawn.lines.data(), rounds.tile_limits.data(), drawn.draws}, rounds.all.data(),
                               drawn.rounds, rounds.lanes.data());
            if (left != 0)
                list_rounds(tile, left);
        }
    }

    /// Looks at the groups that may win few rounds.
    void examine_few()
    {
        for (std::uint32_t const group : work_.few_contenders)
        {
            std::span<strip_round const> const found = find_winnable(group, rounds_of(group));
            lane_mask genera = 0;
            for (strip_round const & one : found)
                genera |= one.genera;
            for (genera &= open_genera(group); genera != 0; genera &= genera - 1)
            {
                auto const place = static_cast<std::uint32_t>(std::countr_zero(genera));
                work_.rounds.of_genus.clear();
                for (strip_round const & one : found)
                    if (one.costs[place] <= work_.rounds.limits[one.round])
                        work_.rounds.of_genus.push_back(one.round);
                scorer_.score(genus_at(group, place), work_.rounds.of_genus);
            }
        }
    }

    /// Looks at the groups that may win many rounds, a tile of their genera at a time.
    void examine_contenders()
    {
        for (std::span<std::uint32_t const> left = work_.contenders; !left.empty();)
        {
            std::size_t const size = std::min(left.size(), batch);
            examine(left.first(size));
            left = left.subspan(size);
        }
    }

private:
    /// Lists the rounds of the groups of a tile that are `left` in any.
    void list_rounds(std::size_t tile, lane_mask left)
    {
        round_scores & rounds = work_.rounds;
        std::size_t const count = work_.drawn.rounds;
        auto const first = static_cast<std::uint32_t>(tile * tile_width);
        for (std::uint32_t round = 0; round < count; ++round)
            for (lane_mask lanes = rounds.lanes[round]; lanes != 0; lanes &= lanes - 1)
            {
                std::size_t const group = first + static_cast<std::size_t>(std::countr_zero(lanes));
                rounds.of_group[group * count + rounds.counts[group]++] = round;
            }
        for (; left != 0; left &= left - 1)
        {
            std::uint32_t const group = first + static_cast<std::uint32_t>(std::countr_zero(left));
            bool const is_few = rounds.counts[group] * work_.drawn.draws < work_.query.distinct.rows.size();
            (is_few ? work_.few_contenders : work_.contenders).push_back(group);
        }
    }

    [[nodiscard]] std::span<std::uint32_t const> rounds_of(std::uint32_t group) const noexcept
    {
        return std::span{work_.rounds.of_group}.subspan(group * work_.drawn.rounds, work_.rounds.counts[group]);
    }

    /// Looks at the genera of a few groups in the rounds that they may win.
    void examine(std::span<std::uint32_t const> groups)
    {
        query_draws const & drawn = work_.drawn;
        round_scores & rounds = work_.rounds;
        list_genera(groups);
        fill(groups);
        set_limits(genus_shift);
        find_contested(work_.genus_tile.data(), {drawn.lines.data(), rounds.tile_limits.data(), drawn.draws},
                       rounds.listed.data(), rounds.listed.size(), rounds.lanes.data());
        std::array<std::uint32_t, tile_width> wins{};
        for (std::size_t i = 0; i < rounds.listed.size(); ++i)
            for (lane_mask lanes = rounds.lanes[i]; lanes != 0; lanes &= lanes - 1)
                ++wins[static_cast<std::size_t>(std::countr_zero(lanes))];
        while (true) // those that may win most rounds first: they raise the limits for the others
        {
            auto const most = std::ranges::max_element(wins);
            if (*most == 0)
                return;
            auto const lane = static_cast<std::uint32_t>(most - wins.begin());
            std::uint32_t const genus = genus_at(groups[lane / group_width], lane % group_width);
            rounds.of_genus.clear();
            for (std::size_t i = 0; i < rounds.listed.size(); ++i)
                if ((rounds.lanes[i] >> lane & 1U) != 0 && may_win(lane, rounds.listed[i]))
                    rounds.of_genus.push_back(rounds.listed[i]);
            if (!rounds.of_genus.empty())
                scorer_.score(genus, rounds.of_genus);
            *most = 0;
        }
    }

    /// Is the sum of a lane of the genera's tile within the limit as it is now?
    [[nodiscard]] bool may_win(std::uint32_t lane, std::uint32_t round) const noexcept
    {
        std::uint8_t const * const costs = work_.genus_tile.data() + lane;
        std::uint32_t sum = 0;
        for (std::uint16_t const line :
             std::span{work_.drawn.lines}.subspan(round * work_.drawn.draws, work_.drawn.draws))
            sum += costs[line * tile_width];
        return sum <= work_.rounds.limits[round] >> genus_shift;
    }

    void set_limits(int shift)
    {
        work_.rounds.tile_limits.clear();
        for (std::uint32_t const limit : work_.rounds.limits)
            work_.rounds.tile_limits.push_back(limit >> shift);
    }

    /// Genera of a group that are not scored yet.
    [[nodiscard]] lane_mask open_genera(std::uint32_t group) const noexcept
    {
        lane_mask open = 0;
        for (std::uint32_t place = 0; place < group_width; ++place)
        {
            std::uint32_t const genus = genus_at(group, place);
            bool const is_open = genus < tables_.genera && work_.scored.place_of[genus] - 1 >= known_; // 0 wraps
            open |= static_cast<lane_mask>(is_open) << place;
        }
        return open;
    }

    /// Lists the rounds that genera of the groups may win, and these genera.
    void list_genera(std::span<std::uint32_t const> groups)
    {
        round_scores & rounds = work_.rounds;
        rounds.lanes.assign(work_.drawn.rounds, 0);
        for (std::size_t i = 0; i < groups.size(); ++i)
        {
            lane_mask const open = open_genera(groups[i]) << (i * group_width);
            for (std::uint32_t const round : rounds_of(groups[i]))
                rounds.lanes[round] |= open;
        }
        rounds.listed.resize(work_.drawn.rounds);
        std::size_t count = 0;
        for (std::uint32_t round = 0; round < work_.drawn.rounds; ++round)
        {
            rounds.listed[count] = round;
            rounds.lanes[count] = rounds.lanes[round];
            count += rounds.lanes[round] != 0 ? 1 : 0;
        }
        rounds.listed.resize(count);
    }

    /// Brings the costs of the groups' genera into the tile.
    void fill(std::span<std::uint32_t const> groups)
    {
        query_words const & query = work_.query;
        work_.genus_tile.resize(query.distinct.rows.size() * tile_width);
        tile_request wanted{.rows = query.distinct.rows.data(),
                            .absent = query.absent.data(),
                            .lines = query.distinct.rows.size(),
                            .levels = tables_.levels.data(),
                            .tile = work_.genus_tile.data()};
        for (std::size_t i = 0; i < batch; ++i)
        {
            std::size_t const group = groups[std::min(i, groups.size() - 1)];
            wanted.offsets[i] = tables_.shape.codes_at() + group * group_width / 2;
            std::copy_n(tables_.leaf_costs.data() + group * group_width, group_width,
                        wanted.leaf_costs + i * group_width);
        }
        fill_tile(wanted);
    }

    /// Of the few rounds listed, finds those that genera of a group can win.
    std::span<strip_round const> find_winnable(std::uint32_t group, std::span<std::uint32_t const> listed)
    {
        round_scores & rounds = work_.rounds;
        query_draws const & drawn = work_.drawn;
        rounds.found.resize(drawn.rounds);
        work_.few_rows.resize(listed.size() * drawn.draws);
        work_.few_absent.resize(work_.few_rows.size());
        work_.few_limits.clear();
        work_.few_limits.reserve(listed.size());
        std::size_t at = 0;
        for (std::uint32_t const round : listed)
        {
            work_.few_limits.push_back(rounds.limits[round]);
            for (std::uint16_t const line : std::span{drawn.lines}.subspan(round * drawn.draws, drawn.draws))
            {
                work_.few_rows[at] = work_.query.distinct.rows[line];
                work_.few_absent[at++] = work_.query.absent[line];
            }
        }
        bring_strip(work_, tables_, group, work_.few_rows, work_.few_absent);
        for (std::size_t i = work_.ascending.size(); i < work_.few_rows.size() || i < listed.size(); ++i)
            work_.ascending.push_back(static_cast<std::uint16_t>(i));
        std::vector<std::uint32_t> & few = rounds.of_genus;
        few.resize(listed.size());
        std::iota(few.begin(), few.end(), 0U);
        std::size_t const count =
            find_rounds(work_.strip.data(), {work_.ascending.data(), work_.few_limits.data(), drawn.draws}, few.data(),
                        few.size(), rounds.found.data());
        for (strip_round & one : std::span{rounds.found}.first(count))
            one.round = listed[one.round];
        return std::span{rounds.found}.first(count);
    }

    workspace::state & work_;
    model_tables const & tables_;
    round_scorer scorer_;
    std::size_t known_{};
};

} // namespace

std::vector<std::uint32_t>
count_rounds(workspace::state & work, model_tables const & tables, std::uint32_t best, options const & chosen)
{
    draw_words(work, chosen);
    round_search search{work, tables};
    search.score_known(best);
    search.list_contenders();
    search.examine_contenders();
    search.examine_few();
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
