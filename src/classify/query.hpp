// SPDX-License-Identifier: BSD-3-Clause
// One query on its way through a model. What is computed, and why it can be so little:
//
// RDP adds, for each genus, the float log P(w | G) of all words in order, and again of the words drawn in every
// round. Only the highest sum counts. So bounds of what each group of genera loses at least (against the highest log P
// of each word; bytes) are added first. A group whose bound is above what the best known genus lost cannot hold the
// winner; in most rounds all groups but one are out after a few draws. The genera of the others are summed exactly as
// RDP does, in that round only. Bounds allow for all rounding errors, so the winner is RDP's, bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/options.hpp>
#include <ampstream/classify/words.hpp>

#include "classify/model_tables.hpp"
#include "classify/screen.hpp"

namespace ampstream::classify
{

/// Words of a query and the distinct ones among them. A "line" is a number of a distinct word.
struct query_words
{
    std::vector<word> words{};          ///< by position
    std::vector<std::uint16_t> lines{}; ///< by position
    std::vector<word> distinct{};       ///< by line
    std::vector<float> highest{};       ///< by line: no genus has a higher log P(w | G)
    bool is_reversed{};
};

/// Random draws: by round the lines drawn, in the order drawn.
struct query_draws
{
    std::size_t rounds{};
    std::size_t draws{}; ///< a round
    std::vector<std::uint16_t> lines{};
    std::vector<std::uint16_t> telling_first{}; ///< the same, words that tell most first
};

/// Groups of genera that are scored exactly: their log P(w | G) by line and genus.
struct scored_groups
{
    std::vector<std::uint32_t> place_of{}; ///< by group: its place + 1, or 0
    std::size_t count{};
    std::vector<float> values{};         ///< place, line, genus of the group
    std::vector<gathered_group> fresh{}; ///< those gathered last
};

/// A genus that has the best score of a round so far, beside the round's winner.
struct round_tie
{
    std::size_t round{};
    std::uint32_t genus{};
    float score{};
};

/// How the rounds stand.
struct round_scores
{
    std::vector<double> highest{};              ///< sum of the drawn words' highest values
    std::vector<float> best{};                  ///< by round
    std::vector<std::uint32_t> winner{};        ///< by round: the first genus found with the best score
    std::vector<round_tie> ties{};              ///< some have been surpassed since
    std::vector<std::uint16_t> limits{};        ///< by round: highest deficit with which a group may hold its winner
    unsigned halvings{};                        ///< of deficits, so that their sums fit 16 bits
    std::vector<lane_mask> lanes{};             ///< by round, of the tile at hand
    std::vector<std::uint16_t> lane_sums{};     ///< by round and lane, of the tile at hand
    std::vector<std::size_t> contested{};       ///< rounds, of the group at hand
    std::vector<std::uint16_t const *> draws{}; ///< of the rounds at hand
    std::vector<float> sums{};                  ///< of the rounds at hand, by genus of the group
};

struct workspace::state
{
    query_words query{};
    std::uint64_t key{}; ///< stands for the words
    query_draws drawn{};
    scored_groups scored{};
    round_scores rounds{};
    std::vector<std::uint32_t> line_of{};  ///< by word: its line + 1, or 0
    std::vector<std::uint8_t> tiles{};     ///< tile, line, group in the tile
    std::vector<std::uint32_t> deficits{}; ///< by group, padded to tiles: bound over all words
    std::vector<std::uint32_t> contenders{};
    std::vector<std::pair<float, std::uint32_t>> leaders{}; ///< highest total of a group and the group, best first
    std::vector<std::uint8_t> classes{};                    ///< by line: how much its word tells, 0 most
    std::vector<std::uint32_t> tied{};
};

/// Finds words and strand.
void read_words(workspace::state & work,
                model_tables const & tables,
                std::string_view sequence,
                options const & chosen);

/// Draws the words of all rounds.
void draw_words(workspace::state & work, model_tables const & tables, options const & chosen);

/// The best genus over all words, and whether others have its score.
struct best_genus
{
    std::uint32_t genus{};
    bool is_tied{};
};
[[nodiscard]] best_genus find_best(workspace::state & work, model_tables const & tables);

/// By rank, from the top, how many rounds were won by a genus below the best one's taxon.
[[nodiscard]] std::vector<std::uint32_t>
count_rounds(workspace::state & work, model_tables const & tables, std::uint32_t best, options const & chosen);

} // namespace ampstream::classify
