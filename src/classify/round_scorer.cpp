// SPDX-License-Identifier: BSD-3-Clause
// Scores are float sums in the order of the draws; where two are equal the winner is drawn.
#include "classify/round_scorer.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include <ampstream/core/random.hpp>

#include "classify/genus_values.hpp"

namespace ampstream::classify
{

round_scorer::round_scorer(workspace::state & work, model_tables const & tables) : work_{work}, tables_{tables}
{
    round_scores & rounds = work.rounds;
    rounds.best.assign(work.drawn.rounds, -std::numeric_limits<float>::infinity());
    rounds.winner.assign(work.drawn.rounds, 0);
    rounds.limits.assign(work.drawn.rounds, 0);
    rounds.ties.clear();
}

void round_scorer::score(std::uint32_t genus, std::span<std::uint32_t const> listed)
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

void round_scorer::score_few(std::uint32_t genus, std::span<std::uint32_t const> listed)
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

void round_scorer::enter(std::uint32_t genus, std::uint32_t round, float score)
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

} // namespace ampstream::classify
