// SPDX-License-Identifier: BSD-3-Clause
// Masking and storing targets.
#include <ampstream/match/targets.hpp>

#include <utility>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/kmer/distinct_words.hpp>

namespace ampstream::match
{

namespace
{

constexpr std::uint64_t shortest_indexed = 32;

} // namespace

targets::targets(options const & chosen, bool is_exact)
    : masking_{kmer::masking_named(chosen.dbmask)}, word_length_{static_cast<unsigned>(chosen.wordlength)},
      shortest_{chosen.minseqlength.value_or(is_exact ? 1 : shortest_indexed)}, longest_{chosen.maxseqlength},
      is_exact_{is_exact}, xsize_{chosen.xsize}, xee_{chosen.xee},
      index_{kmer::skips_lower_case(masking_), word_length_}
{
}

targets::prepared targets::prepare(read_batch const & batch) const
{
    prepared ready;
    kmer::distinct_words find_words{word_length_};
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        read_view const read = batch[i];
        if (read.sequence.size() < shortest_)
        {
            ++ready.too_short;
            continue;
        }
        if (read.sequence.size() > longest_)
        {
            ++ready.too_long;
            continue;
        }
        std::string & sequence = ready.sequences.emplace_back(read.sequence);
        kmer::apply(masking_, sequence);
        ready.labels.emplace_back(label_of(read.header));
        if (is_exact_)
            continue;
        ready.codes.push_back(align::encode(sequence));
        auto const words = find_words(sequence, kmer::skips_lower_case(masking_));
        ready.words.emplace_back(words.begin(), words.end());
    }
    return ready;
}

void targets::add(prepared && ready)
{
    too_short_ += ready.too_short;
    too_long_ += ready.too_long;
    std::vector<search::database::prepared> indexed;
    indexed.reserve(ready.words.size());
    for (std::size_t i = 0; i < ready.words.size(); ++i)
        indexed.push_back({ready.codes[i], ready.words[i]});
    index_.add_all(indexed);
    for (std::string & label : ready.labels)
    {
        written_labels_.push_back(without_annotations(label, xsize_, xee_));
        labels_.push_back(std::move(label));
    }
    for (std::string & sequence : ready.sequences)
        sequences_.push_back(std::move(sequence));
}

} // namespace ampstream::match
