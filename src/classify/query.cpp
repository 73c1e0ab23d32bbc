// SPDX-License-Identifier: BSD-3-Clause
// Screening genera by bounds, scoring the finalists exactly, counting the rounds.
#include "classify/query.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include <ampstream/core/random.hpp>

#if defined(__x86_64__)
#define AMPSTREAM_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define AMPSTREAM_CLONES
#endif

namespace ampstream::classify
{

namespace
{

constexpr std::size_t widest_sum = 65535; ///< of the screening's counters

std::size_t tile_size(workspace::state const & work) noexcept
{
    return work.query.distinct.size() * tile_width;
}

/// Writes the lines of all tiles: dense rows are copied, others made of the base and the genera that have the word.
void build_tiles(workspace::state & work, model_tables const & tables)
{
    std::size_t const tiles = tables.tiles();
    std::size_t const size = tile_size(work);
    work.tiles.resize(tiles * size);
    for (std::size_t line = 0; line < work.query.distinct.size(); ++line)
    {
        row const & of_word = tables.rows[work.query.distinct[line]];
        std::uint8_t * const first = work.tiles.data() + line * tile_width;
        if (of_word.genera == dense_row)
        {
            std::uint8_t const * const whole = tables.dense.data() + of_word.first * tables.stride();
            for (std::size_t tile = 0; tile < tiles; ++tile)
                std::memcpy(first + tile * size, whole + tile * tile_width, tile_width);
            continue;
        }
        for (std::size_t tile = 0; tile < tiles; ++tile)
            fill_line(first + tile * size, of_word.absent, tables.absent_surplus.data() + tile * tile_width);
        for (std::uint32_t const posting : tables.postings.subspan(of_word.first, of_word.genera))
        {
            std::size_t const genus = posting >> 8;
            first[genus / tile_width * size + genus % tile_width] = static_cast<std::uint8_t>(posting);
        }
    }
}

void sum_deficits(workspace::state & work, model_tables const & tables)
{
    work.deficits.assign(tables.stride(), 0);
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
        add_lines(work.tiles.data() + tile * tile_size(work), work.query.lines.data(), work.query.lines.size(),
                  work.deficits.data() + tile * tile_width);
}

/// log P(w | G) of all lines for one genus, into its place of a block.
AMPSTREAM_CLONES void
gather(model_tables const & tables, word const * words, std::size_t count, std::uint32_t genus, float * values) noexcept
{
    for (std::size_t line = 0; line < count; ++line)
        values[line * block_width] = tables.log_probability(words[line], genus);
}

void add_finalist(workspace::state & work, model_tables const & tables, std::uint32_t genus)
{
    finalists & final = work.final;
    std::size_t const lines = work.query.distinct.size();
    std::size_t const place = final.genera.size();
    if (place % block_width == 0)
        final.values.resize(final.values.size() + lines * block_width, -std::numeric_limits<float>::infinity());
    float * const block = final.values.data() + place / block_width * lines * block_width;
    gather(tables, work.query.distinct.data(), lines, genus, block + place % block_width);
    final.genera.push_back(genus);
    final.is_in[genus] = 1;
}

std::size_t blocks_of(finalists const & final) noexcept
{
    return (final.genera.size() + block_width - 1) / block_width;
}

/// Sums over all words for the blocks from `first` on.
void sum_totals(workspace::state & work, std::size_t first)
{
    finalists & final = work.final;
    std::size_t const block_size = work.query.distinct.size() * block_width;
    final.totals.resize(blocks_of(final) * block_width);
    for (std::size_t block = first; block < blocks_of(final); ++block)
        sum_rounds(final.values.data() + block * block_size, work.query.lines.data(), 1, work.query.lines.size(),
                   final.totals.data() + block * block_width);
}

/// Sums of all rounds for the blocks from `first` on.
void sum_scores(workspace::state & work, std::size_t first)
{
    finalists & final = work.final;
    query_draws const & drawn = work.drawn;
    std::size_t const block_size = work.query.distinct.size() * block_width;
    final.scores.resize(blocks_of(final) * block_width * drawn.rounds);
    for (std::size_t block = first; block < blocks_of(final); ++block)
        sum_rounds(final.values.data() + block * block_size, drawn.lines.data(), drawn.rounds, drawn.draws,
                   final.scores.data() + block * block_width * drawn.rounds);
}

/// The eight genera with the lowest bounds.
void choose_first_finalists(workspace::state & work, model_tables const & tables)
{
    std::array<std::uint64_t, block_width> best{}; // bound << 32 | genus, ascending
    std::size_t count = 0;
    for (std::uint32_t genus = 0; genus < tables.genera; ++genus)
    {
        std::uint64_t const entry = std::uint64_t{work.deficits[genus]} << 32 | genus;
        if (count == best.size() && entry > best.back())
            continue;
        count = std::min(count + 1, best.size());
        std::size_t place = count - 1;
        for (; place > 0 && best[place - 1] > entry; --place)
            best[place] = best[place - 1];
        best[place] = entry;
    }
    for (std::size_t i = 0; i < count; ++i)
        add_finalist(work, tables, static_cast<std::uint32_t>(best[i]));
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

double sum_of_highest(workspace::state const & work,
                      model_tables const & tables,
                      std::uint16_t const * lines,
                      std::size_t count) noexcept
{
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += static_cast<double>(tables.rows[work.query.distinct[lines[i]]].highest);
    return sum;
}

float best_total(finalists const & final) noexcept
{
    return *std::ranges::max_element(final.totals);
}

float best_score(workspace::state const & work, std::size_t round) noexcept
{
    finalists const & final = work.final;
    float best = -std::numeric_limits<float>::infinity();
    for (std::size_t block = 0; block < blocks_of(final); ++block)
    {
        float const * const scores = final.scores.data() + (block * work.drawn.rounds + round) * block_width;
        best = std::max(best, *std::max_element(scores, scores + block_width));
    }
    return best;
}

/// The highest deficit of each round with which a genus may win it, halved `halvings` times.
void set_limits(workspace::state & work, model_tables const & tables, unsigned halvings)
{
    query_draws const & drawn = work.drawn;
    work.limits.clear();
    for (std::size_t round = 0; round < drawn.rounds; ++round)
    {
        double const highest = sum_of_highest(work, tables, drawn.lines.data() + round * drawn.draws, drawn.draws);
        std::uint32_t const limit = highest_deficit(highest, best_score(work, round), drawn.draws) >> halvings;
        work.limits.push_back(static_cast<std::uint16_t>(std::min<std::size_t>(limit, widest_sum)));
    }
}

/// Adds the genera that can win a round to the finalists.
void screen_rounds(workspace::state & work, model_tables const & tables)
{
    unsigned halvings = 0; // of queries of more than 2000 words; a halved bound is a bound of the halved deficit
    while (work.drawn.draws * (255U >> halvings) > widest_sum)
        ++halvings;
    set_limits(work, tables, halvings);
    drawn_rounds const drawn{work.drawn.telling_first.data(), work.limits.data(), work.drawn.rounds, work.drawn.draws};
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
    {
        std::uint8_t * const lines = work.tiles.data() + tile * tile_size(work);
        if (halvings > 0)
            for (std::size_t i = 0; i < tile_size(work); ++i)
                lines[i] = static_cast<std::uint8_t>(lines[i] >> halvings);
        for (lane_mask mask = lanes_within(lines, drawn); mask != 0; mask &= mask - 1)
        {
            std::size_t const genus = tile * tile_width + static_cast<std::size_t>(std::countr_zero(mask));
            if (genus < tables.genera && work.final.is_in[genus] == 0)
                add_finalist(work, tables, static_cast<std::uint32_t>(genus));
        }
    }
}

/// The genus that wins a round; one of those with the same score is drawn.
std::uint32_t winner_of(workspace::state & work, std::size_t round, random_stream & tie_draws)
{
    finalists const & final = work.final;
    float const best = best_score(work, round);
    work.tied.clear();
    for (std::size_t i = 0; i < final.genera.size(); ++i)
        if (final.scores[(i / block_width * work.drawn.rounds + round) * block_width + i % block_width] == best)
            work.tied.push_back(final.genera[i]);
    if (work.tied.size() == 1)
        return work.tied.front();
    std::ranges::sort(work.tied);
    return work.tied[static_cast<std::size_t>(tie_draws.below(work.tied.size()))];
}

} // namespace

best_genus find_best(workspace::state & work, model_tables const & tables)
{
    build_tiles(work, tables);
    sum_deficits(work, tables);
    work.final.genera.clear();
    work.final.values.clear();
    work.final.is_in.assign(tables.genera, 0);
    choose_first_finalists(work, tables);
    sum_totals(work, 0);

    std::vector<std::uint16_t> const & lines = work.query.lines;
    std::uint32_t const limit =
        highest_deficit(sum_of_highest(work, tables, lines.data(), lines.size()), best_total(work.final), lines.size());
    std::size_t const scored = work.final.genera.size() / block_width;
    for (std::uint32_t genus = 0; genus < tables.genera; ++genus)
        if (work.deficits[genus] <= limit && work.final.is_in[genus] == 0)
            add_finalist(work, tables, genus);
    sum_totals(work, scored);

    float const best = best_total(work.final);
    best_genus found{.genus = tables.genera};
    std::size_t equals = 0;
    for (std::size_t i = 0; i < work.final.genera.size(); ++i)
    {
        if (work.final.totals[i] != best)
            continue;
        ++equals;
        found.genus = std::min(found.genus, work.final.genera[i]);
    }
    found.is_tied = equals > 1;
    return found;
}

std::vector<std::uint32_t>
count_rounds(workspace::state & work, model_tables const & tables, std::uint32_t best, options const & chosen)
{
    draw_words(work, tables, chosen);
    sum_scores(work, 0);
    std::size_t const scored = work.final.genera.size() / block_width;
    screen_rounds(work, tables);
    // Scores lie block by block, so adding blocks moves none.
    sum_scores(work, scored);

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
