// SPDX-License-Identifier: BSD-3-Clause
// From word counts by genus to values by word.
#include "classify/group_tables.hpp"

#include <bit>
#include <limits>
#include <utility>

#include <ampstream/core/error.hpp>

namespace ampstream::classify
{

namespace
{

/// Marks which groups have which words and counts the values of each word.
void mark_words(group_tables & made, std::vector<genus_words> const & counts, std::size_t tiles)
{
    for (std::size_t genus = 0; genus < counts.size(); ++genus)
    {
        std::size_t const group = genus / group_width;
        for (word const one : counts[genus].words)
        {
            made.blocks[one * tiles + group / tile_width].groups |= std::uint64_t{1} << (group % tile_width);
            ++made.value_starts[one + 1U];
        }
    }
    for (std::size_t one = 0; one < word_count; ++one)
        made.value_starts[one + 1] += made.value_starts[one];
    std::uint64_t entries = 0;
    for (group_block & block : made.blocks)
    {
        block.first_entry = static_cast<std::uint32_t>(entries);
        entries += static_cast<unsigned>(std::popcount(block.groups));
    }
    if (entries > std::numeric_limits<std::uint32_t>::max())
        throw resource_error{"the reference has too many taxa for a model"};
    made.entries.resize(entries + 1); // padding: what reads without looking stays inside
    made.values.resize(made.value_starts.back() + group_width);
}

} // namespace

group_tables make_group_tables(std::vector<genus_words> && counts,
                               std::vector<std::uint32_t> const & leaves,
                               std::vector<float> const & priors)
{
    group_tables made;
    std::size_t const groups = (counts.size() + group_width - 1) / group_width;
    std::size_t const tiles = (groups + tile_width - 1) / tile_width;
    made.log_leaves.assign(groups * group_width, std::numeric_limits<float>::infinity());
    made.blocks.resize(word_count * tiles);
    made.value_starts.resize(word_count + 1);
    mark_words(made, counts, tiles);

    std::vector<std::uint32_t> next(word_count); // value of each word, from its first
    for (std::size_t genus = 0; genus < counts.size(); ++genus)
    {
        genus_words const own = std::move(counts[genus]); // let go when done
        std::size_t const group = genus / group_width;
        float const all = static_cast<float>(leaves[genus]) + 1.0F;
        made.log_leaves[genus] = log_of(all);
        std::uint64_t const below = (std::uint64_t{1} << (group % tile_width)) - 1;
        for (std::size_t i = 0; i < own.words.size(); ++i)
        {
            word const one = own.words[i];
            group_block const & block = made.blocks[one * tiles + group / tile_width];
            std::uint32_t & entry =
                made.entries[block.first_entry + static_cast<unsigned>(std::popcount(block.groups & below))];
            if (entry == 0)
                entry = next[one] << 8;
            entry |= 1U << (genus % group_width);
            made.values[made.value_starts[one] + next[one]++] =
                log_of((static_cast<float>(own.sequences[i]) + priors[one]) / all);
        }
    }
    return made;
}

} // namespace ampstream::classify
