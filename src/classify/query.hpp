// SPDX-License-Identifier: BSD-3-Clause
// One query on its way through a model. What is computed, and why it can be so little:
//
// RDP adds, for each genus, the float log P(w | G) of all words in order, and again of the words drawn in every
// round. Only the highest sum counts. So lower bounds of all genera's deficits (highest - log P, in bytes) are summed
// first; a genus whose bound is above what the best known genus lost cannot win and is not looked at again. The few
// that remain are summed exactly as RDP does. Bounds allow for all rounding errors, so the winner is RDP's, bit by bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
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

/// Genera that are scored exactly, in blocks of eight, and their log P(w | G) by line.
struct finalists
{
    std::vector<std::uint32_t> genera{};
    std::vector<std::uint8_t> is_in{}; ///< by genus
    std::vector<float> values{};       ///< block, line, place in the block
    std::vector<float> totals{};       ///< by finalist: sum over all words
    std::vector<float> scores{};       ///< block, round, place in the block
};

struct workspace::state
{
    query_words query{};
    std::uint64_t key{}; ///< stands for the words
    query_draws drawn{};
    finalists final{};
    std::vector<std::uint32_t> line_of{};  ///< by word: its line + 1, or 0
    std::vector<std::uint8_t> tiles{};     ///< tile, line, genus in the tile
    std::vector<std::uint32_t> deficits{}; ///< by genus: lower bound over all words
    std::vector<std::uint16_t> limits{};   ///< by round
    std::vector<std::uint8_t> classes{};   ///< by line: how much its word tells, 0 most
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
