// SPDX-License-Identifier: BSD-3-Clause
// Words, strand and random draws of a query.
#include <algorithm>
#include <array>

#include <ampstream/core/random.hpp>

#include "classify/java_random.hpp"
#include "classify/query.hpp"

namespace ampstream::classify
{

namespace
{

/// Sum over the words of log prior(w) - log prior(reverse complement of w), in float and in order; below 0 the words
/// are those of the other strand (TrainingInfo.isSeqReversed).
bool is_reversed(model_tables const & tables, std::vector<word> const & words) noexcept
{
    float sum = 0;
    for (word const one : words)
        sum += tables.facts[one].strand;
    return sum < 0;
}

void turn(std::vector<word> & words) noexcept
{
    std::ranges::reverse(words);
    for (word & one : words)
        one = reverse_complement(one);
}

/// Asks memory for what is looked at soon.
void fetch_early(model_tables const & tables, std::uint8_t const * row) noexcept
{
    constexpr std::size_t most = 4; // the processor foresees the rest
    for (std::size_t tile = 0; tile < std::min(tables.tiles(), most); ++tile)
        __builtin_prefetch(row + tile * tile_width);
}

/// Numbers the distinct words in the order they first appear. What `line_of` holds of earlier queries does no harm: it
/// is believed only if the line it names has the word.
void number_lines(workspace::state & work, model_tables const & tables)
{
    query_words & query = work.query;
    word_lines & distinct = query.distinct;
    work.line_of.resize(word_count);
    std::size_t const most = query.words.size();
    query.lines.resize(most);
    distinct.resize(most);
    query.absent.resize(most);
    query.repeats.clear();
    std::size_t count = 0;
    for (std::size_t i = 0; i < most; ++i)
    {
        word const one = query.words[i];
        std::size_t line = work.line_of[one];
        // One branch, and nearly always the same: which of the two conditions fails cannot be foreseen.
        bool const is_repeat = ((line < count) & (distinct.words[line < most ? line : 0] == one)) != 0;
        if (is_repeat)
            query.repeats.push_back(distinct.rows[line]);
        else
        {
            line = count++;
            work.line_of[one] = static_cast<std::uint16_t>(line);
            word_facts const & facts = tables.facts[one];
            distinct.words[line] = one;
            distinct.rows[line] = tables.row(one);
            fetch_early(tables, distinct.rows[line]);
            distinct.priors[line] = facts.prior;
            distinct.log_priors[line] = facts.log_prior;
            query.absent[line] = static_cast<std::uint8_t>(facts.absent_cost);
        }
        query.lines[i] = static_cast<std::uint16_t>(line);
    }
    distinct.resize(count);
    query.absent.resize(count);
}

/// A number that stands for the words of the query.
std::uint64_t key_of(std::vector<word> const & words) noexcept
{
    std::uint64_t key = words.size();
    std::uint64_t four = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
    {
        four = four << 16 | words[i];
        if (i % 4 == 3)
            key = mix64(key ^ four);
    }
    return mix64(key ^ four);
}

constexpr std::size_t most_lines = 65536; ///< whose numbers fit 16 bits

/// RDP begins anew with the same seed for each query, so queries of one length draw the same positions.
void draw_as_java(query_draws & drawn, std::vector<std::uint16_t> const & lines)
{
    if (drawn.positions_of != lines.size() || drawn.positions.size() != drawn.lines.size())
    {
        java_random generator{1};
        drawn.positions.resize(drawn.lines.size());
        for (std::uint32_t & position : drawn.positions)
            position = generator.below(static_cast<std::uint32_t>(lines.size()));
        drawn.positions_of = lines.size();
    }
    for (std::size_t i = 0; i < drawn.lines.size(); ++i)
        drawn.lines[i] = lines[drawn.positions[i]];
}

void draw_own(workspace::state & work, std::uint64_t seed)
{
    query_draws & drawn = work.drawn;
    std::vector<std::uint16_t> const & lines = work.query.lines;
    random_stream stream{seed, "classify", work.key};
    if (lines.size() <= most_lines &&
        draw_below(stream.state(), static_cast<std::uint32_t>(lines.size()), drawn.lines.data(), drawn.lines.size()))
    {
        if (!work.query.repeats.empty())
            for (std::uint16_t & line : drawn.lines)
                line = lines[line];
        return;
    }
    for (std::uint16_t & line : drawn.lines)
        line = lines[static_cast<std::size_t>(stream.below(lines.size()))];
}

} // namespace

void read_words(workspace::state & work, model_tables const & tables, std::string_view sequence, options const & chosen)
{
    query_words & query = work.query;
    query.words.clear();
    append_words(sequence, query.words);
    query.is_reversed =
        chosen.orientation == "minus" || (chosen.orientation == "auto" && is_reversed(tables, query.words));
    if (query.is_reversed)
        turn(query.words);
    number_lines(work, tables);
    work.key = key_of(query.words);
}

void draw_words(workspace::state & work, options const & chosen)
{
    query_draws & drawn = work.drawn;
    std::vector<std::uint16_t> const & lines = work.query.lines;
    drawn.rounds = static_cast<std::size_t>(chosen.bootstraps);
    drawn.draws = std::max(lines.size() / word_size, static_cast<std::size_t>(chosen.min_words));
    drawn.lines.resize(drawn.rounds * drawn.draws);
    if (chosen.rng == "java")
        draw_as_java(drawn, lines);
    else
        draw_own(work, chosen.seed);
}

} // namespace ampstream::classify
