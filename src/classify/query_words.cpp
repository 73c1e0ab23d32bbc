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
        sum += tables.strands[one];
    return sum < 0;
}

void turn(std::vector<word> & words) noexcept
{
    std::ranges::reverse(words);
    for (word & one : words)
        one = reverse_complement(one);
}

/// Numbers the distinct words in the order they first appear. What `line_of` holds of earlier queries does no harm: it
/// is believed only if the line it names has the word.
void number_lines(workspace::state & work, model_tables const & tables)
{
    query_words & query = work.query;
    work.line_of.resize(word_count);
    query.lines.clear();
    query.distinct.clear();
    query.rows.clear();
    query.absent.clear();
    for (word const one : query.words)
    {
        std::size_t line = work.line_of[one];
        if (line >= query.distinct.size() || query.distinct[line] != one)
        {
            line = query.distinct.size();
            work.line_of[one] = static_cast<std::uint16_t>(line);
            query.distinct.push_back(one);
            query.rows.push_back(tables.row(one));
            query.absent.push_back(tables.absent_costs[one]);
        }
        query.lines.push_back(static_cast<std::uint16_t>(line));
    }
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

constexpr std::size_t class_count = 4;

/// Sorts the lines into quarters by what their words tell.
void classify_lines(workspace::state & work, model_tables const & tables)
{
    std::vector<word> const & distinct = work.query.distinct;
    std::array<std::size_t, 256> frequency{};
    for (word const one : distinct)
        ++frequency[tables.weights[one]];
    std::array<std::uint8_t, 256> class_of{};
    std::size_t above = 0;
    for (std::size_t weight = 256; weight-- > 0;)
    {
        class_of[weight] = static_cast<std::uint8_t>(above * class_count / distinct.size());
        above += frequency[weight];
    }
    work.classes.clear();
    for (word const one : distinct)
        work.classes.push_back(std::min<std::uint8_t>(class_of[tables.weights[one]], class_count - 1));
}

/// The lines of one round, those of the most telling class first.
void sort_round(std::uint16_t const * lines,
                std::uint16_t * sorted,
                std::size_t count,
                std::vector<std::uint8_t> const & classes) noexcept
{
    std::array<std::size_t, class_count + 1> next{};
    for (std::size_t i = 0; i < count; ++i)
        ++next[classes[lines[i]] + 1U];
    for (std::size_t c = 1; c < class_count; ++c)
        next[c] += next[c - 1];
    for (std::size_t i = 0; i < count; ++i)
        sorted[next[classes[lines[i]]]++] = lines[i];
}

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

void draw_words(workspace::state & work, model_tables const & tables, options const & chosen)
{
    query_draws & drawn = work.drawn;
    std::vector<std::uint16_t> const & lines = work.query.lines;
    drawn.rounds = static_cast<std::size_t>(chosen.bootstraps);
    drawn.draws = std::max(lines.size() / word_size, static_cast<std::size_t>(chosen.min_words));
    drawn.lines.resize(drawn.rounds * drawn.draws);
    drawn.telling_first.resize(drawn.lines.size());
    if (chosen.rng == "java")
        draw_as_java(drawn, lines);
    else
    {
        random_stream stream{chosen.seed, "classify", work.key};
        for (std::uint16_t & line : drawn.lines)
            line = lines[static_cast<std::size_t>(stream.below(lines.size()))];
    }
    classify_lines(work, tables);
    for (std::size_t round = 0; round < drawn.rounds; ++round)
        sort_round(drawn.lines.data() + round * drawn.draws, drawn.telling_first.data() + round * drawn.draws,
                   drawn.draws, work.classes);
}

} // namespace ampstream::classify
