// SPDX-License-Identifier: BSD-3-Clause
// One query on its way through a model. What is computed, and why it can be so little:
//
// RDP adds, for each genus, the float log P(w | G) of all words in order, and again of the words drawn in every
// round. Only the highest sum counts. So costs (-log P rounded down to a byte) are added first: the lowest cost of each
// group of eight genera, and where a group can still win, the cost of each of its genera. A genus whose sum is above
// what the best known genus has cannot win; in most rounds all genera but one are out. The others are summed exactly as
// RDP does, in that round only. Costs allow for all rounding errors, so the winner is RDP's, bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/options.hpp>
#include <ampstream/classify/words.hpp>

#include "classify/model_tables.hpp"
#include "classify/screen.hpp"

namespace ampstream::classify
{

/// Words and what is asked of them again and again; a "line" is a place in it.
struct word_lines
{
    std::vector<word> words{};
    std::vector<std::uint8_t const *> rows{}; ///< what the model knows of the word
    std::vector<float> priors{};              ///< padded
    std::vector<float> log_priors{};          ///< padded

    void resize(std::size_t count)
    {
        constexpr std::size_t room = 8; // vectors read beyond the last line
        words.resize(count);
        rows.resize(count);
        priors.resize(count + room);
        log_priors.resize(count + room);
    }
};

struct query_words
{
    std::vector<word> words{};                   ///< by position
    std::vector<std::uint16_t> lines{};          ///< by position: the line of its word
    word_lines distinct{};                       ///< each word once, in the order they first appear
    std::vector<std::uint8_t> absent{};          ///< by line: cost of lacking the word
    std::vector<std::uint8_t const *> repeats{}; ///< rows of the words that were met before
    bool is_reversed{};
};

/// Random draws: by round the lines drawn, in the order drawn.
struct query_draws
{
    std::size_t rounds{};
    std::size_t draws{}; ///< a round
    std::vector<std::uint16_t> lines{};
    std::vector<std::uint32_t> positions{}; ///< of java.util.Random(1), which are the same for all queries of
    std::size_t positions_of{};             ///< this many words
};

/// Genera that are scored exactly: their log P(w | G) by line.
struct scored_genera
{
    std::vector<std::uint32_t> place_of{}; ///< by genus: its place + 1, or 0
    std::vector<std::uint32_t> genera{};   ///< by place
    std::vector<float> values{};           ///< by place and line, padded
    std::size_t stride{};                  ///< values of a place
    std::vector<std::uint8_t> counts{};    ///< of the genus at hand, by line, padded
    word_lines few{};                      ///< lines of few rounds
    std::vector<float> few_values{};       ///< of the genus at hand in them
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
    std::vector<float> best{};                  ///< by round
    std::vector<std::uint32_t> winner{};        ///< by round: the first genus found with the best score
    std::vector<round_tie> ties{};              ///< some have been surpassed since
    std::vector<std::uint32_t> limits{};        ///< by round: highest cost with which a genus may win
    std::vector<std::uint32_t> tile_limits{};   ///< by round, in the steps of a tile
    std::vector<std::uint32_t> all{};           ///< 0, 1, …
    std::vector<lane_mask> lanes{};             ///< by round, or by listed round, of the tile at hand
    std::vector<std::uint32_t> of_group{};      ///< by group and place: rounds that the group may win
    std::vector<std::uint32_t> counts{};        ///< by group: how many
    std::vector<std::uint32_t> listed{};        ///< rounds that genera of the groups at hand may win
    std::vector<strip_round> found{};           ///< rounds that genera of the group at hand can win
    std::vector<std::uint32_t> of_genus{};      ///< rounds that the genus at hand can win
    std::vector<std::uint16_t const *> draws{}; ///< of the rounds at hand
    std::vector<float> sums{};                  ///< of the rounds at hand
};

struct workspace::state
{
    query_words query{};
    std::uint64_t key{}; ///< stands for the words
    query_draws drawn{};
    scored_genera scored{};
    round_scores rounds{};
    std::vector<std::uint16_t> line_of{};         ///< by word: perhaps its line; see `number_lines`
    std::vector<std::uint32_t> costs{};           ///< by group, padded to tiles: lowest cost over all words
    std::vector<std::uint8_t> tiles{};            ///< tile, line, group in the tile, in steps of the tile
    std::vector<std::uint8_t> genus_tile{};       ///< line, genus of the groups at hand
    std::vector<std::uint8_t> strip{};            ///< line, genus of the group at hand
    std::vector<std::uint16_t> few_lines{};       ///< drawn in few rounds
    std::vector<std::uint8_t const *> few_rows{}; ///< of the lines drawn in few rounds
    std::vector<std::uint8_t> few_absent{};
    std::vector<std::uint32_t> few_limits{};
    std::vector<std::uint16_t> ascending{};      ///< 0, 1, 2, …
    std::vector<std::uint32_t> contenders{};     ///< groups
    std::vector<std::uint32_t> few_contenders{}; ///< groups that may win so few rounds that not all words are looked at
    std::vector<std::uint32_t> tied{};
};

/// Number of a genus in the model.
[[nodiscard]] constexpr std::uint32_t genus_at(std::uint32_t group, std::uint32_t lane) noexcept
{
    return group * static_cast<std::uint32_t>(group_width) + lane;
}

/// Finds words and strand.
void read_words(workspace::state & work,
                model_tables const & tables,
                std::string_view sequence,
                options const & chosen);

/// Draws the words of all rounds.
void draw_words(workspace::state & work, options const & chosen);

/// Brings the costs of a group's genera into the strip.
void bring_strip(workspace::state & work,
                 model_tables const & tables,
                 std::uint32_t group,
                 std::span<std::uint8_t const * const> rows,
                 std::span<std::uint8_t const> absent);

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
