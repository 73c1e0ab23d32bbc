// SPDX-License-Identifier: BSD-3-Clause
// Masking and storing targets.
#include <ampstream/match/targets.hpp>

#include <utility>

#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>

namespace ampstream::match
{

namespace
{

constexpr std::uint64_t shortest_indexed = 32;

} // namespace

targets::targets(options const & chosen, bool is_exact)
    : masking_{kmer::masking_named(chosen.dbmask)},
      shortest_{chosen.minseqlength.value_or(is_exact ? 1 : shortest_indexed)}, longest_{chosen.maxseqlength},
      is_exact_{is_exact}, xsize_{chosen.xsize}, xee_{chosen.xee},
      index_{kmer::skips_lower_case(masking_), static_cast<unsigned>(chosen.wordlength)}
{
}

void targets::add(read_batch const & batch)
{
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        read_view const read = batch[i];
        if (read.sequence.size() < shortest_)
        {
            ++too_short_;
            continue;
        }
        if (read.sequence.size() > longest_)
        {
            ++too_long_;
            continue;
        }
        std::string sequence{read.sequence};
        kmer::apply(masking_, sequence);
        if (!is_exact_)
            index_.add(sequence);
        labels_.emplace_back(label_of(read.header));
        written_labels_.push_back(without_annotations(labels_.back(), xsize_, xee_));
        sequences_.push_back(std::move(sequence));
    }
}

} // namespace ampstream::match
