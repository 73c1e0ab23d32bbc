// SPDX-License-Identifier: BSD-3-Clause
// De novo, one sequence after the other; against a reference, all at once.
#include <ampstream/chimera/detector.hpp>

#include <algorithm>
#include <cstddef>

#include <ampstream/exec/parallel_for.hpp>
#include <ampstream/kmer/masking.hpp>

#include "chimera/judge.hpp"
#include "chimera/masked.hpp"
#include "chimera/prepared_block.hpp"
#include "chimera/rounds.hpp"

namespace ampstream::chimera
{

denovo_detector::denovo_detector(options const & chosen, exec::thread_budget const & budget)
    : options_{chosen}, budget_{budget}
{
    options_.validate();
}

std::vector<verdict> denovo_detector::operator()(unique_set const & sequences, progress_function const & progress) const
{
    rounds run{options_, budget_, sequences};
    std::vector<verdict> verdicts;
    verdicts.reserve(sequences.size());
    while (verdicts.size() < sequences.size())
    {
        budget_.check_stop();
        run.next(verdicts);
        if (progress)
            progress(verdicts.size(), sequences.size());
    }
    return verdicts;
}

reference_detector::reference_detector(options const & chosen, exec::thread_budget const & budget)
    : options_{chosen}, budget_{budget}
{
    options_.validate();
}

std::vector<verdict> reference_detector::operator()(unique_set const & queries,
                                                    unique_set const & references,
                                                    progress_function const & progress) const
{
    constexpr std::size_t grain = 4;
    kmer::masking const of_queries = options_.query_masking(true);
    search::database targets{true};
    targets.reserve(references.size());
    prepared_block block{targets.index().word_length()};
    for (std::size_t begin = 0; begin < references.size(); begin += prepared_block::size)
    {
        budget_.check_stop();
        block.prepare(budget_, references, begin, std::min(references.size(), begin + prepared_block::size),
                      kmer::masking_named(options_.dbmask));
        block.add_to(targets, budget_);
    }
    std::vector<verdict> verdicts(queries.size());
    exec::parallel_for(budget_, queries.size(), grain,
                       [&](std::size_t begin, std::size_t end)
                       {
                           judge decide{options_, targets};
                           for (std::size_t i = begin; i < end; ++i)
                               verdicts[i] = decide(masked(queries.sequence(i), of_queries), {});
                       });
    if (progress)
        progress(queries.size(), queries.size());
    return verdicts;
}

} // namespace ampstream::chimera
