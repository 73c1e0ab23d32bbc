// SPDX-License-Identifier: BSD-3-Clause
// Listing members.
#include <ampstream/derep/member_list.hpp>

#include <iterator>

#include <fmt/format.h>

namespace ampstream::derep
{

namespace
{

constexpr std::size_t piece = std::size_t{1} << 20U;

void flush(std::string & text, text_sink const & write, std::size_t limit)
{
    if (text.size() < limit)
        return;
    write(text);
    text.clear();
}

} // namespace

void member_list::add(std::string_view label, unique_store::placed const & where)
{
    members_.push_back({labels_.size(), static_cast<std::uint32_t>(label.size()), where.ordinal, where.is_reversed});
    labels_ += label;
}

void member_list::write_uc(unique_store const & store,
                           std::vector<std::uint32_t> const & order,
                           text_sink const & write) const
{
    // Counting sort of the members by unique; within a unique they stay in input order.
    std::vector<std::size_t> first(store.size() + 1);
    for (member const & one : members_)
        ++first[one.unique + 1];
    for (std::size_t i = 1; i < first.size(); ++i)
        first[i] += first[i - 1];
    std::vector<std::size_t> sorted(members_.size());
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (std::size_t i = 0; i < members_.size(); ++i)
        sorted[next[members_[i].unique]++] = i;

    std::string text;
    auto const end = std::back_inserter(text);
    for (std::size_t rank = 0; rank < order.size(); ++rank)
    {
        std::uint32_t const unique = order[rank];
        std::size_t const length = store.sequence(unique).size();
        fmt::format_to(end, "S\t{}\t{}\t*\t*\t*\t*\t*\t{}\t*\n", rank, length, store.label(unique));
        for (std::size_t i = first[unique]; i < first[unique + 1]; ++i)
        {
            member const & one = members_[sorted[i]];
            fmt::format_to(end, "H\t{}\t{}\t100.0\t{}\t0\t0\t*\t{}\t{}\n", rank, length, one.is_reversed ? '-' : '+',
                           std::string_view{labels_}.substr(one.label, one.label_length), store.label(unique));
            flush(text, write, piece);
        }
        flush(text, write, piece);
    }
    for (std::size_t rank = 0; rank < order.size(); ++rank)
    {
        fmt::format_to(end, "C\t{}\t{}\t*\t*\t*\t*\t*\t{}\t*\n", rank, store.abundance(order[rank]),
                       store.label(order[rank]));
        flush(text, write, piece);
    }
    flush(text, write, 1);
}

} // namespace ampstream::derep
