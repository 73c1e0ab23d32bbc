// SPDX-License-Identifier: BSD-3-Clause
// Listing members.
#include <ampstream/derep/member_list.hpp>

#include <iterator>
#include <limits>
#include <string>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

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
    if (members_.size() >= std::numeric_limits<std::uint32_t>::max())
        throw resource_error{"more than 4294967295 sequences equal to earlier ones in one dereplication with .uc"};
    std::uint64_t const place = text_.allot(1 + labels_.measure(label));
    char * const text = text_.at(place);
    *text = where.is_reversed ? '-' : '+';
    labels_.write(label, text + 1);
    if (members_.size() % page_size == 0)
        page_places_.push_back(place);
    std::uint64_t const in_page = place - page_places_.back();
    if (in_page > std::numeric_limits<std::uint32_t>::max())
        throw resource_error{"labels of a megabyte each are more than .uc can remember"};
    members_.push_back({static_cast<std::uint32_t>(in_page), 0});
    auto const number = static_cast<std::uint32_t>(members_.size());
    while (chains_.size() <= where.ordinal)
        chains_.push_back({});
    chain & known = chains_[where.ordinal];
    if (known.first == 0)
        known.first = number;
    else
        members_[known.last - 1].next = number;
    known.last = number;
}

void member_list::write_uc(unique_store const & store,
                           std::vector<std::uint32_t> const & order,
                           text_sink const & write) const
{
    std::string text;
    std::string start;   // what the H records of a unique have in common, before …
    std::string founder; // … and behind the label
    for (std::size_t rank = 0; rank < order.size(); ++rank)
    {
        std::uint32_t const unique = order[rank];
        std::size_t const length = store.length(unique);
        founder = '\t';
        store.append_label(founder, unique);
        fmt::format_to(std::back_inserter(text), "S\t{}\t{}\t*\t*\t*\t*\t*{}\t*\n", rank, length, founder);
        founder += '\n';
        start = fmt::format("H\t{}\t{}\t100.0\t", rank, length);
        for (std::uint32_t one = unique < chains_.size() ? chains_[unique].first : 0; one != 0;
             one = members_[one - 1].next)
        {
            char const * const strand = text_of(one);
            text += start;
            text += *strand;
            text += "\t0\t0\t*\t";
            labels_.append(text, strand + 1);
            text += founder;
            flush(text, write, piece);
        }
        flush(text, write, piece);
    }
    for (std::size_t rank = 0; rank < order.size(); ++rank)
    {
        fmt::format_to(std::back_inserter(text), "C\t{}\t{}\t*\t*\t*\t*\t*\t", rank, store.abundance(order[rank]));
        store.append_label(text, order[rank]);
        text += "\t*\n";
        flush(text, write, piece);
    }
    flush(text, write, 1);
}

} // namespace ampstream::derep
