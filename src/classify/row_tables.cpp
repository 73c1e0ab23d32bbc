// SPDX-License-Identifier: BSD-3-Clause
// Counts are put into rows a genus at a time, then each row is finished by itself.
#include "classify/row_tables.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>
#include <utility>

#include <ampstream/core/error.hpp>
#include <ampstream/exec/parallel_for.hpp>

namespace ampstream::classify
{

namespace
{

constexpr std::size_t words_per_range = 256;
constexpr double room = 1.0 / 1024; ///< of a step; the float of a value is off by less than a thousandth of that

double steps_of(double value) noexcept
{
    return std::clamp(std::floor(-value * cost_steps - room), 0.0, 255.0);
}

/// Lays the rows out: where each begins, and space for its counts.
void lay_out(row_tables & made, std::vector<genus_words> const & counts, row_shape const & shape)
{
    std::vector<std::uint32_t> genera(word_count); // that have the word
    for (genus_words const & genus : counts)
        for (word const one : genus.words)
            ++genera[one];
    std::uint64_t lines = 0;
    for (std::size_t one = 0; one < word_count; ++one)
    {
        // At least one byte more than there are counts: loops read the count behind the last one, and drop it.
        std::size_t const size = (shape.counts_at() + genera[one]) / section_alignment + 1;
        made.facts[one].row = static_cast<std::uint32_t>(lines);
        made.facts[one].row_size = static_cast<std::uint32_t>(size);
        lines += size;
    }
    if (lines > std::numeric_limits<std::uint32_t>::max())
        throw resource_error{"the reference has too many taxa for a model"};
    made.rows.assign(static_cast<std::size_t>(lines) * section_alignment, 0);
}

std::uint8_t * row_of(row_tables & made, word one) noexcept
{
    return made.rows.data() + std::size_t{made.facts[one].row} * section_alignment;
}

/// Writes the counts; the code of a word that a genus has is 1 until the row is finished.
void write_counts(row_tables & made, std::vector<genus_words> && counts, row_shape const & shape)
{
    std::vector<std::uint32_t> next(word_count); // count of each word, from its first
    for (std::uint32_t genus = 0; genus < counts.size(); ++genus)
    {
        genus_words const own = std::move(counts[genus]); // let go when done
        for (std::size_t i = 0; i < own.words.size(); ++i)
        {
            word const one = own.words[i];
            std::uint8_t * const row = row_of(made, one);
            row[shape.codes_at() + genus / 2] |= static_cast<std::uint8_t>(1U << (genus % 2 * 4));
            row[shape.counts_at() + next[one]++] =
                static_cast<std::uint8_t>(std::min<std::uint32_t>(own.sequences[i], is_large));
            if (own.sequences[i] >= is_large)
                made.large_counts.push_back({.one = one, .genus = genus, .count = own.sequences[i]});
        }
    }
    std::ranges::sort(made.large_counts);
}

/// Finishes rows, each by itself.
class row_maker
{
public:
    row_maker(row_tables & made, row_shape const & shape, std::size_t genera)
        : made_{made}, shape_{shape}, genera_{genera}, groups_{(genera + group_width - 1) / group_width}
    {
    }

    /// Adds the costs of the genera that have the word, weighed by their sequences.
    void add_costs(word one, cost_histogram & costs) const
    {
        each_present(one, [&](std::size_t, std::uint32_t count, std::uint8_t cost) { costs[cost] += count; });
    }

    /// Writes costs of groups, codes and places of counts.
    void finish(word one) const
    {
        std::uint8_t * const row = row_of(made_, one);
        std::fill_n(row, shape_.codes_at(), std::uint8_t{255});
        std::vector<std::uint32_t> firsts(shape_.blocks);
        std::vector<std::uint8_t> codes(shape_.blocks * block_width / 2);
        std::vector<std::uint8_t> has_word(groups_ * group_width);
        each_present(one,
                     [&](std::size_t genus, std::uint32_t, std::uint8_t cost)
                     {
                         codes[genus / 2] |= static_cast<std::uint8_t>(code_of(cost) << (genus % 2 * 4));
                         row[genus / group_width] = std::min(row[genus / group_width], cost);
                         has_word[genus] = 1;
                         if (genus / block_width + 1 < shape_.blocks)
                             ++firsts[genus / block_width + 1];
                     });
        for (std::size_t block = 1; block < shape_.blocks; ++block)
            firsts[block] += firsts[block - 1];
        for (std::size_t genus = 0; genus < genera_; ++genus)
            if (has_word[genus] == 0)
                row[genus / group_width] = std::min(row[genus / group_width], absent_cost(one, genus));
        std::ranges::copy(codes, row + shape_.codes_at());
        std::memcpy(row + shape_.firsts_at(), firsts.data(), firsts.size() * sizeof(std::uint32_t));
        made_.facts[one].row_crc =
            checksum(std::as_bytes(std::span{row, std::size_t{made_.facts[one].row_size} * section_alignment}));
    }

private:
    [[nodiscard]] std::uint32_t code_of(std::uint8_t cost) const noexcept
    {
        auto const above = std::upper_bound(made_.levels.begin() + 1, made_.levels.end(), cost);
        return static_cast<std::uint32_t>(above - made_.levels.begin() - 1);
    }

    /// What the kernel that reads codes adds up for a word that a genus lacks.
    [[nodiscard]] std::uint8_t absent_cost(word one, std::size_t genus) const noexcept
    {
        return static_cast<std::uint8_t>(
            std::min<unsigned>(made_.facts[one].absent_cost + made_.leaf_costs[genus], 255));
    }

    /// Calls take(genus, count, cost) for the genera that have the word, in order.
    template <typename take_t>
    void each_present(word one, take_t take) const
    {
        std::uint8_t const * const row = row_of(made_, one);
        std::uint8_t const * count = row + shape_.counts_at();
        for (std::uint32_t genus = 0; genus < genera_; ++genus)
        {
            if ((row[shape_.codes_at() + genus / 2] >> (genus % 2 * 4) & 15U) == 0)
                continue;
            std::uint32_t sequences = *count++;
            if (sequences == is_large)
                sequences =
                    std::ranges::lower_bound(made_.large_counts, large_count{.one = one, .genus = genus})->count;
            take(genus, sequences, cost_of(log_probability_of(sequences, made_.facts[one].prior, made_.leaves[genus])));
        }
    }

    row_tables & made_;
    row_shape shape_;
    std::size_t genera_;
    std::size_t groups_;
};

/// Costs of some of the words: enough to choose levels by.
cost_histogram sample_costs(row_maker const & maker)
{
    constexpr std::size_t stride = 5;
    cost_histogram costs{};
    for (std::size_t one = 0; one < word_count; one += stride)
        maker.add_costs(static_cast<word>(one), costs);
    return costs;
}

void take_words(row_tables & made, std::vector<float> const & priors)
{
    made.facts.resize(word_count);
    for (std::size_t one = 0; one < word_count; ++one)
    {
        made.facts[one].prior = priors[one];
        made.facts[one].log_prior = log_of(priors[one]);
        made.facts[one].absent_cost = cost_of(made.facts[one].log_prior);
    }
    for (std::size_t one = 0; one < word_count; ++one)
        made.facts[one].strand =
            made.facts[one].log_prior - made.facts[reverse_complement(static_cast<word>(one))].log_prior;
}

void take_leaves(row_tables & made, std::vector<std::uint32_t> const & leaves)
{
    made.leaves = leaves;
    made.log_leaves.reserve(leaves.size());
    made.leaf_costs.reserve(leaves.size() + group_width);
    for (std::uint32_t const count : leaves)
    {
        made.log_leaves.push_back(log_of(static_cast<float>(count) + 1.0F));
        made.leaf_costs.push_back(cost_of(-made.log_leaves.back()));
    }
    while (made.leaf_costs.size() % group_width != 0)
        made.leaf_costs.push_back(255);
}

} // namespace

std::uint8_t cost_of(float value) noexcept
{
    return static_cast<std::uint8_t>(steps_of(static_cast<double>(value)));
}

row_tables make_row_tables(std::vector<genus_words> && counts,
                           std::vector<std::uint32_t> const & leaves,
                           std::vector<float> const & priors,
                           exec::thread_budget const & budget)
{
    row_tables made;
    row_shape const shape{leaves.size()};
    take_words(made, priors);
    take_leaves(made, leaves);
    lay_out(made, counts, shape);
    write_counts(made, std::move(counts), shape);
    row_maker const maker{made, shape, leaves.size()};
    made.levels = choose_levels(sample_costs(maker));
    exec::parallel_for(budget, word_count, words_per_range,
                       [&](std::size_t begin, std::size_t end)
                       {
                           for (std::size_t one = begin; one < end; ++one)
                               maker.finish(static_cast<word>(one));
                       });
    return made;
}

} // namespace ampstream::classify
