// SPDX-License-Identifier: BSD-3-Clause
// Gathering the reads of a sample.
#include <ampstream/derep/dereplicator.hpp>

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/core/stated_abundance.hpp>
#include <ampstream/exec/write_in_order.hpp>

namespace ampstream::derep
{

namespace
{

constexpr std::size_t lines_at_once = 1024;  ///< of the .uc table: some 100 kB
constexpr std::size_t uniques_at_once = 256; ///< some 100 kB of FASTA

} // namespace

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

/// All uniques in order.
std::vector<std::uint32_t> dereplicator::sort(summary & done)
{
    done = {.counted = stats_, .reported = 0, .found_uniques = store_.size(), .found_abundance = 0};
    store_.close();
    std::vector<std::uint32_t> order = store_.sorted();
    for (std::uint32_t const i : order)
        done.found_abundance += store_.abundance(i);
    return order;
}

/// Leaves those that are reported.
void dereplicator::choose(std::vector<std::uint32_t> & order, summary & done) const
{
    std::erase_if(order,
                  [this](std::uint32_t i)
                  {
                      return store_.abundance(i) < options_.minuniquesize ||
                             (options_.maxuniquesize && store_.abundance(i) > *options_.maxuniquesize);
                  });
    if (options_.topn && order.size() > *options_.topn)
        order.resize(*options_.topn);
    done.reported = order.size();
}

summary dereplicator::write(exec::thread_budget const & budget,
                            unique_format const & append,
                            text_sink const & take,
                            text_sink const & uc) &&
{
    summary done{};
    std::vector<std::uint32_t> order = sort(done);
    if (uc)
    {
        uc_table const table{members_, store_, order};
        exec::write_in_order(
            budget, table.size(), lines_at_once,
            [&table](std::string & text, std::size_t begin, std::size_t end) { table.append(text, begin, end); }, uc);
    }
    choose(order, done);
    auto const append_some = [&](std::string & text, std::size_t begin, std::size_t end)
    {
        std::string label;
        std::string sequence;
        for (std::size_t i = begin; i < end; ++i)
        {
            label.clear();
            sequence.clear();
            store_.append_label(label, order[i]);
            store_.append_sequence(sequence, order[i]);
            append(text, {label, sequence, store_.abundance(order[i]), i + 1});
        }
    };
    exec::write_in_order(budget, order.size(), uniques_at_once, append_some, take);
    return done;
}

dereplicated dereplicator::finish(std::string_view prefix, text_sink const & uc) &&
{
    dereplicated done;
    std::vector<std::uint32_t> order = sort(done);
    if (uc)
    {
        uc_table const table{members_, store_, order};
        std::string text;
        for (std::size_t begin = 0; begin < table.size(); begin += lines_at_once)
        {
            text.clear();
            table.append(text, begin, std::min(begin + lines_at_once, table.size()));
            uc(text);
        }
    }
    choose(order, done);
    std::string label;
    std::string sequence;
    for (std::size_t i = 0; i < order.size(); ++i)
    {
        label.clear();
        sequence.clear();
        if (prefix.empty())
            store_.append_label(label, order[i]);
        else
            fmt::format_to(std::back_inserter(label), "{}{}", prefix, i + 1);
        store_.append_sequence(sequence, order[i]);
        done.uniques.push_back(label, sequence, store_.abundance(order[i]));
    }
    return done;
}

} // namespace ampstream::derep
