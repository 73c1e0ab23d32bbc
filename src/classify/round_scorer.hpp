// SPDX-License-Identifier: BSD-3-Clause
// Exact scores of genera in bootstrap rounds, and who is ahead in each.
#pragma once

#include <cstdint>
#include <span>

#include "classify/query.hpp"

namespace ampstream::classify
{

/// Scores genera in the rounds of one query; keeps the best score, the winner and the limit of each round.
class round_scorer
{
public:
    /// No genus is scored yet.
    round_scorer(workspace::state & work, model_tables const & tables);

    /// Scores a genus in the rounds listed, as RDP does. A genus is scored at most once in a round.
    void score(std::uint32_t genus, std::span<std::uint32_t const> listed);

private:
    void score_few(std::uint32_t genus, std::span<std::uint32_t const> listed);
    void enter(std::uint32_t genus, std::uint32_t round, float score);

    workspace::state & work_;
    model_tables const & tables_;
};

/// Draws the winner of each round in which several genera have the best score.
void settle_ties(workspace::state & work, std::uint64_t seed);

} // namespace ampstream::classify
