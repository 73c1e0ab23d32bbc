// SPDX-License-Identifier: BSD-3-Clause
// De novo, one sequence after the other; against a reference, all at once.
#include <ampstream/chimera/detector.hpp>

#include <algorithm>
#include <string>
#include <string_view>

#include <ampstream/exec/parallel_for.hpp>
#include <ampstream/kmer/masking.hpp>

#include "chimera/judge.hpp"

namespace ampstream::chimera
{

namespace
{

/// A sequence whose lower-case letters, and no others, are masked: all searches here skip lower case.
std::string masked(std::string_view sequence, kmer::masking how)
{
    std::string copy{sequence};
    kmer::apply(how, copy);
    if (how == kmer::masking::none)
        std::ranges::transform(copy, copy.begin(),
                               [](char letter) {
                                   return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                                         : letter;
                               });
    return copy;
}

} // namespace

denovo_detector::denovo_detector(options const & chosen, exec::thread_budget const & budget)
    : options_{chosen}, budget_{budget}
{
    options_.validate();
}

std::vector<verdict> denovo_detector::operator()(unique_set const & sequences, progress_function const & progress) const
{
    kmer::masking const how = options_.query_masking(false);
    search::database targets{true};
    std::vector<std::uint32_t> target_index; // of each target, its index in `sequences`
    judge decide{options_, targets};
    double const largest_ratio = 1.0 / options_.skew();
    std::vector<verdict> verdicts(sequences.size());
    for (std::size_t i = 0; i < sequences.size(); ++i)
    {
        budget_.check_stop();
        std::string const query = masked(sequences.sequence(i), how);
        auto const abundance = static_cast<double>(sequences.abundance(i));
        verdict & one = verdicts[i];
        one = decide(query,
                     [&](std::uint32_t target)
                     {
                         auto const parent = static_cast<double>(sequences.abundance(target_index[target]));
                         return abundance <= largest_ratio * parent;
                     });
        if (one.has_parents)
        {
            one.parent_a = target_index[one.parent_a];
            one.parent_b = target_index[one.parent_b];
        }
        if (one.decided == status::normal)
        {
            targets.add(query);
            target_index.push_back(static_cast<std::uint32_t>(i));
        }
        if (progress)
            progress(i + 1, sequences.size());
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
    kmer::masking const of_references = kmer::masking_named(options_.dbmask);
    kmer::masking const of_queries = options_.query_masking(true);
    search::database targets{true};
    for (std::size_t i = 0; i < references.size(); ++i)
        targets.add(masked(references.sequence(i), of_references));
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
