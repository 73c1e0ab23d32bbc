// SPDX-License-Identifier: BSD-3-Clause
// Screening groups of genera by bounds, scoring those that are left exactly, counting the rounds.
#include "classify/query.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <span>
#include <tuple>

#include <ampstream/core/random.hpp>

namespace ampstream::classify
{

namespace
{

constexpr std::size_t widest_sum = 65535; ///< of the screening's counters
constexpr std::size_t batch = 4;          ///< groups gathered at a time; the next ones may not be needed any more
constexpr std::size_t most_leaders = 3;   ///< groups scored in all rounds before the others are screened
constexpr float lowest_score = -std::numeric_limits<float>::infinity();

std::uint32_t genus_at(std::uint32_t group, std::uint32_t place) noexcept
{
    return group * static_cast<std::uint32_t>(group_width) + place;
}

std::size_t tile_size(workspace::state const & work) noexcept
{
    return work.query.distinct.size() * tile_width;
}

/// Brings the lines of the query's words together, tile by tile.
void fill_tiles(workspace::state & work, model_tables const & tables)
{
    std::size_t const size = tile_size(work);
    work.tiles.resize(tables.tiles() * size);
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
    {
        std::uint8_t const * const from = tables.bounds.data() + tile * word_count * tile_width;
        std::uint8_t * to = work.tiles.data() + tile * size;
        for (word const one : work.query.distinct)
        {
            std::memcpy(to, from + one * tile_width, tile_width);
            to += tile_width;
        }
    }
}

void sum_deficits(workspace::state & work, model_tables const & tables)
{
    work.deficits.assign(tables.tiles() * tile_width, 0);
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
        add_lines(work.tiles.data() + tile * tile_size(work), work.query.lines.data(), work.query.lines.size(),
                  work.deficits.data() + tile * tile_width);
}

/// Gathers the values of the groups of `wanted` that were not gathered before.
void gather(workspace::state & work, model_tables const & tables, std::span<std::uint32_t const> wanted)
{
    scored_groups & scored = work.scored;
    std::size_t const size = work.query.distinct.size() * group_width;
    std::size_t const before = scored.count;
    scored.fresh.clear();
    for (std::uint32_t const group : wanted)
        if (scored.place_of[group] == 0)
        {
            scored.place_of[group] = static_cast<std::uint32_t>(++scored.count);
            scored.fresh.push_back({.group = group});
        }
    if (scored.values.size() < scored.count * size)
        scored.values.resize(scored.count * size);
    for (std::size_t i = 0; i < scored.fresh.size(); ++i)
        scored.fresh[i].block = scored.values.data() + (before + i) * size;
    gather_groups(tables, work.query.distinct.data(), work.query.distinct.size(), scored.fresh.data(),
                  scored.fresh.size());
}

/// The values of a group that was gathered.
float const * values_of(workspace::state const & work, std::uint32_t group) noexcept
{
    return work.scored.values.data() + (work.scored.place_of[group] - 1) * work.query.distinct.size() * group_width;
}

/// The highest deficit, in steps, with which a genus may still reach `score`, a sum of `count` floats; `highest` is the
/// sum of the words' highest values. A sum of n floats of one sign s is off by at most n 2^-24 |s|; both sums compared
/// are, and the factor is generous.
std::uint32_t highest_deficit(double highest, float score, std::size_t count) noexcept
{
    double const s = static_cast<double>(score);
    double const slack = 4.0 * static_cast<double>(count) * 0x1.0p-24 * std::abs(s);
    double const steps = std::floor((highest - s + slack) * deficit_steps);
    return static_cast<std::uint32_t>(std::clamp(steps, 0.0, 4.0e9));
}

double sum_of_highest(query_words const & query, std::uint16_t const * lines, std::size_t count) noexcept
{
    std::array<double, 4> sums{}; // four, because each addition waits for the one before
    for (std::size_t i = 0; i < count; ++i)
        sums[i % 4] += static_cast<double>(query.highest[lines[i]]);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// The search for the best genus over all words.
class best_search
{
public:
    explicit best_search(workspace::state & work)
        : work_{work}, highest_{sum_of_highest(work.query, work.query.lines.data(), work.query.lines.size())}
    {
    }

    void examine(std::uint32_t group)
    {
        std::uint16_t const * const lines = work_.query.lines.data();
        std::array<float, group_width> totals;
        sum_rounds(values_of(work_, group), &lines, 1, work_.query.lines.size(), totals.data());
        work_.leaders.emplace_back(*std::ranges::max_element(totals), group);
        for (std::uint32_t i = 0; i < group_width; ++i)
        {
            std::uint32_t const genus = genus_at(group, i);
            if (totals[i] > best_)
                std::tie(best_, genus_, equals_) = std::tuple{totals[i], genus, 1U};
            else if (totals[i] == best_)
                std::tie(genus_, equals_) = std::tuple{std::min(genus_, genus), equals_ + 1};
        }
    }
    [[nodiscard]] std::uint32_t limit() const noexcept
    {
        return highest_deficit(highest_, best_, work_.query.lines.size());
    }
    [[nodiscard]] best_genus found() const noexcept { return {.genus = genus_, .is_tied = equals_ > 1}; }

private:
    workspace::state & work_;
    double highest_;
    float best_{lowest_score};
    std::uint32_t genus_{};
    unsigned equals_{};
};

/// Groups other than `first` with a bound of at most `limit`, lowest bound first.
void list_contenders(workspace::state & work, std::size_t groups, std::uint32_t first, std::uint32_t limit)
{
    work.contenders.clear();
    for (std::uint32_t group = 0; group < groups; ++group)
        if (work.deficits[group] <= limit && group != first)
            work.contenders.push_back(group);
    std::ranges::sort(work.contenders, {}, [&](std::uint32_t group) { return std::pair{work.deficits[group], group}; });
}

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

best_genus find_best(workspace::state & work, model_tables const & tables)
{
    fill_tiles(work, tables);
    sum_deficits(work, tables);
    work.scored.place_of.assign(tables.groups(), 0);
    work.scored.count = 0;
    auto const groups = static_cast<std::ptrdiff_t>(tables.groups());
    auto const lowest = std::min_element(work.deficits.begin(), work.deficits.begin() + groups);
    auto const first = static_cast<std::uint32_t>(lowest - work.deficits.begin());
    work.leaders.clear();
    best_search search{work};
    gather(work, tables, std::array{first});
    search.examine(first);
    list_contenders(work, tables.groups(), first, search.limit());
    gather(work, tables, work.contenders);
    for (std::uint32_t const group : work.contenders)
        if (work.deficits[group] <= search.limit())
            search.examine(group);
    std::ranges::sort(work.leaders, std::greater{});
    work.leaders.resize(std::min(work.leaders.size(), most_leaders));
    return search.found();
}

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
