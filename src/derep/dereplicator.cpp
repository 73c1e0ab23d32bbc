// SPDX-License-Identifier: BSD-3-Clause
// Gathering the reads of a sample.
#include <ampstream/derep/dereplicator.hpp>

#include <utility>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/core/stated_abundance.hpp>

namespace ampstream::derep
{

std::vector<std::uint64_t> digest(read_batch const & batch, bool both_strands)
{
    std::vector<std::uint64_t> digests(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i)
        digests[i] = both_strands ? strandless_hash(batch[i].sequence) : sequence_hash(batch[i].sequence);
    return digests;
}

void dereplicator::add(read_batch const & batch, std::vector<std::uint64_t> const & digests, std::string_view file)
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
            std::string_view const label = label_of(read.header);
            auto const where =
                store_.add(label, read.sequence, digests[i], options_.sizein ? stated_abundance(batch, i, file) : 1);
            if (keeps_members_ && !where.is_new)
                members_.add(label, where);
        }
    }
}

summary dereplicator::hand_out(unique_sink const & take, text_sink const & uc) &&
{
    summary done{.counted = stats_, .reported = 0, .found_uniques = store_.size(), .found_abundance = 0};
    std::vector<std::uint32_t> const order = store_.sorted();
    if (uc)
        members_.write_uc(store_, order, uc);
    std::string label;
    std::string sequence;
    for (std::uint32_t const i : order)
    {
        done.found_abundance += store_.abundance(i);
        if (store_.abundance(i) < options_.minuniquesize ||
            (options_.maxuniquesize && store_.abundance(i) > *options_.maxuniquesize) ||
            (options_.topn && done.reported >= *options_.topn))
            continue;
        label.clear();
        sequence.clear();
        store_.append_label(label, i);
        store_.append_sequence(sequence, i);
        take({label, sequence, store_.abundance(i), ++done.reported});
    }
    return done;
}

dereplicated dereplicator::finish(std::string_view prefix, text_sink const & uc) &&
{
    dereplicated done;
    auto const keep = [&](reported_unique const & one)
    {
        if (prefix.empty())
            done.uniques.push_back(one.label, one.sequence, one.abundance);
        else
            done.uniques.push_back(fmt::format("{}{}", prefix, one.rank), one.sequence, one.abundance);
    };
    static_cast<summary &>(done) = std::move(*this).hand_out(keep, uc);
    return done;
}

} // namespace ampstream::derep
