// SPDX-License-Identifier: BSD-3-Clause
// Slot i in, sequence i out.
#include "chimera/prepared_block.hpp"

#include <functional>
#include <span>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/exec/parallel_for.hpp>
#include <ampstream/kmer/distinct_words.hpp>

#include "chimera/masked.hpp"

namespace ampstream::chimera
{

void prepared_block::prepare(exec::thread_budget const & budget,
                             unique_set const & sequences,
                             std::size_t begin,
                             std::size_t end,
                             kmer::masking how)
{
    constexpr std::size_t grain = 16;
    sequences_.resize(end - begin);
    exec::parallel_for(budget, end - begin, grain,
                       [&](std::size_t first, std::size_t last)
                       {
                           kmer::distinct_words find{word_length_};
                           for (std::size_t i = first; i < last; ++i)
                           {
                               sequence & one = sequences_[i];
                               one.masked = masked(sequences.sequence(begin + i), how);
                               align::encode(one.masked, one.codes);
                               std::span<std::uint32_t const> const words = find(one.masked, true);
                               one.words.assign(words.begin(), words.end());
                           }
                       });
}

void prepared_block::add_to(search::database & targets, exec::thread_budget const & budget) const
{
    add_to(targets, budget, std::vector<std::uint8_t>(sequences_.size(), 1));
}

void prepared_block::add_to(search::database & targets,
                            exec::thread_budget const & budget,
                            std::vector<std::uint8_t> const & chosen) const
{
    std::vector<search::database::prepared> some;
    some.reserve(sequences_.size());
    for (std::size_t i = 0; i < sequences_.size(); ++i)
        if (chosen[i] != 0)
            some.push_back({.codes = sequences_[i].codes, .words = sequences_[i].words});
    targets.add_all(some,
                    [&budget](std::size_t count, std::function<void(std::size_t)> const & work)
                    {
                        exec::parallel_for(budget, count, 1,
                                           [&work](std::size_t first, std::size_t last)
                                           {
                                               for (std::size_t i = first; i < last; ++i)
                                                   work(i);
                                           });
                    });
}

} // namespace ampstream::chimera
