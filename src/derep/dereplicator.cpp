// SPDX-License-Identifier: BSD-3-Clause
// Gathering the reads of a sample.
#include <ampstream/derep/dereplicator.hpp>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>

namespace ampstream::derep
{

std::vector<std::uint64_t> digest(read_batch const & batch)
{
    std::vector<std::uint64_t> digests(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i)
        digests[i] = sequence_hash(batch[i].sequence);
    return digests;
}

void dereplicator::add(read_batch const & batch, std::vector<std::uint64_t> const & digests)
{
    stats_.sequences += batch.size();
    for (std::size_t i = 0; i < batch.size(); ++i)
    {
        read_view const read = batch[i];
        if (read.sequence.size() < options_.minseqlength)
            ++stats_.too_short;
        else if (read.sequence.size() > options_.maxseqlength)
            ++stats_.too_long;
        else
        {
            ++stats_.taken;
            store_.add(label_of(read.header), read.sequence, digests[i], 1);
        }
    }
}

dereplicated dereplicator::finish(std::string_view prefix) &&
{
    dereplicated done{.uniques = {}, .counted = stats_};
    std::uint64_t rank = 0;
    for (std::uint32_t const i : store_.sorted())
    {
        if (store_.abundance(i) < options_.minuniquesize ||
            (options_.maxuniquesize && store_.abundance(i) > *options_.maxuniquesize))
            continue;
        ++rank;
        if (prefix.empty())
            done.uniques.push_back(store_.label(i), store_.sequence(i), store_.abundance(i));
        else
            done.uniques.push_back(fmt::format("{}{}", prefix, rank), store_.sequence(i), store_.abundance(i));
    }
    return done;
}

} // namespace ampstream::derep
