// SPDX-License-Identifier: BSD-3-Clause
// Pooling samples.
#include <ampstream/derep/pool.hpp>

#include <algorithm>
#include <span>
#include <string_view>

#include <ampstream/core/label.hpp>

namespace ampstream::derep
{

void pool::add(std::uint32_t sample, unique_set const & uniques)
{
    samples_ = std::max(samples_, sample + 1);
    for (std::size_t i = 0; i < uniques.size(); ++i)
    {
        std::string_view const sequence = uniques.sequence(i);
        std::uint32_t const unique = store_
                                         .add(with_size(uniques.label(i), uniques.abundance(i)), sequence,
                                              sequence_hash(sequence), uniques.abundance(i))
                                         .ordinal;
        occurrences_.push_back({unique, {sample, uniques.abundance(i)}});
    }
}

pooled pool::finish(std::uint64_t min_abundance) &&
{
    // Counting sort of the occurrences by unique; within a unique they stay in the order of samples.
    std::vector<std::size_t> first(store_.size() + 1);
    for (occurrence const & one : occurrences_)
        ++first[one.unique + 1];
    for (std::size_t i = 1; i < first.size(); ++i)
        first[i] += first[i - 1];
    std::vector<sample_count> counts(occurrences_.size());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (occurrence const & one : occurrences_)
        counts[next[one.unique]++] = one.counted;

    pooled done{.uniques = {}, .dropped_uniques = 0, .dropped_reads = std::vector<std::uint64_t>(samples_)};
    for (std::uint32_t const i : store_.sorted())
    {
        std::span<sample_count const> const samples{counts.data() + first[i], first[i + 1] - first[i]};
        if (store_.abundance(i) >= min_abundance)
        {
            done.uniques.push_back(without_size(store_.label(i)), store_.sequence(i), store_.abundance(i), samples);
            continue;
        }
        ++done.dropped_uniques;
        for (sample_count const & one : samples)
            done.dropped_reads[one.sample] += one.count;
    }
    return done;
}

} // namespace ampstream::derep
