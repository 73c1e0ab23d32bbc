// SPDX-License-Identifier: BSD-3-Clause
// From word counts to the values of groups.
#include "classify/group_tables.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include <ampstream/exec/parallel_for.hpp>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t grain = 4; // groups a range

struct group_range
{
    std::size_t first{};
    std::size_t end{};
};

group_range genera_of(std::size_t group, std::size_t genera) noexcept
{
    return {group * group_width, std::min((group + 1) * group_width, genera)};
}

/// Marks the group's words and counts them block by block. Returns how many there are.
std::size_t mark_words(group_tables & made, std::vector<genus_words> const & counts, std::size_t group)
{
    std::uint64_t * const bits = made.word_bits.data() + group * blocks_per_group;
    auto const [first, end] = genera_of(group, counts.size());
    for (std::size_t genus = first; genus < end; ++genus)
        for (word const one : counts[genus].words)
            bits[one / 64U] |= std::uint64_t{1} << (one % 64U);
    std::size_t before = 0;
    for (std::size_t block = 0; block < blocks_per_group; ++block)
    {
        made.block_ranks[group * blocks_per_group + block] = static_cast<std::uint16_t>(before);
        before += static_cast<std::size_t>(std::popcount(bits[block]));
    }
    return before;
}

/// Walks the words of the group's genera side by side and writes an entry for each word.
void fill_group(group_tables & made,
                std::vector<genus_words> const & counts,
                std::vector<float> const & priors,
                std::vector<std::uint32_t> const & leaves,
                std::size_t group)
{
    auto const [first, end] = genera_of(group, counts.size());
    std::uint32_t * entry = made.entries.data() + made.entry_starts[group];
    float * const values = made.values.data() + made.value_starts[group];
    std::uint32_t written = 0;
    std::array<std::size_t, group_width> next{};
    for (std::size_t block = 0; block < blocks_per_group; ++block)
        for (std::uint64_t bits = made.word_bits[group * blocks_per_group + block]; bits != 0; bits &= bits - 1)
        {
            auto const one = static_cast<word>(block * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
            std::uint32_t members = 0;
            std::uint32_t const place = written;
            for (std::size_t genus = first; genus < end; ++genus)
            {
                genus_words const & own = counts[genus];
                std::size_t & at = next[genus - first];
                if (at == own.words.size() || own.words[at] != one)
                    continue;
                float const all = static_cast<float>(leaves[genus]) + 1.0F;
                values[written++] = log_of((static_cast<float>(own.sequences[at++]) + priors[one]) / all);
                members |= 1U << (genus - first);
            }
            *entry++ = place << 8 | members;
        }
}

} // namespace

group_tables make_group_tables(std::vector<genus_words> const & counts,
                               std::vector<std::uint32_t> const & leaves,
                               std::vector<float> const & priors,
                               exec::thread_budget const & budget)
{
    group_tables made;
    std::size_t const groups = (counts.size() + group_width - 1) / group_width;
    made.log_leaves.assign(groups * group_width, std::numeric_limits<float>::infinity());
    for (std::size_t genus = 0; genus < counts.size(); ++genus)
        made.log_leaves[genus] = log_of(static_cast<float>(leaves[genus]) + 1.0F);
    made.word_bits.resize(groups * blocks_per_group);
    made.block_ranks.resize(groups * blocks_per_group);
    made.entry_starts.resize(groups + 1);
    made.value_starts.resize(groups + 1);
    for (std::size_t group = 0; group < groups; ++group)
    {
        made.entry_starts[group + 1] = made.entry_starts[group] + mark_words(made, counts, group);
        made.value_starts[group + 1] = made.value_starts[group];
        auto const [first, end] = genera_of(group, counts.size());
        for (std::size_t genus = first; genus < end; ++genus)
            made.value_starts[group + 1] += counts[genus].words.size();
    }
    made.entries.resize(static_cast<std::size_t>(made.entry_starts.back()));
    made.values.resize(static_cast<std::size_t>(made.value_starts.back()));
    exec::parallel_for(budget, groups, grain,
                       [&](std::size_t begin, std::size_t end)
                       {
                           for (std::size_t group = begin; group < end; ++group)
                               fill_group(made, counts, priors, leaves, group);
                       });
    return made;
}

} // namespace ampstream::classify
