// SPDX-License-Identifier: BSD-3-Clause
// Gathering and ordering uniques.
#include <ampstream/derep/unique_store.hpp>

#include <algorithm>
#include <numeric>

#include <ampstream/core/error.hpp>

namespace ampstream::derep
{

bool unique_store::is_same(entry const & known, std::string_view sequence, bool is_packed) const
{
    if (known.length != sequence.size())
        return false;
    if (known.is_packed && is_packed)
        return packer_.equals(letters(known));
    return is_same_sequence(spelled(known), sequence);
}

bool unique_store::is_turned(entry const & known, std::string_view sequence) const
{
    return known.length == sequence.size() && is_reverse_complement(spelled(known), sequence);
}

unique_store::placed
unique_store::add(std::string_view label, std::string_view sequence, std::uint64_t hash, std::uint64_t abundance)
{
    bool const is_packed = packer_.pack(sequence);
    bool is_reversed = false;
    auto const is_known = [&](std::uint32_t ordinal)
    {
        entry const & known = entries_[ordinal];
        if (is_same(known, sequence, is_packed))
            return true;
        is_reversed = both_strands_ && is_turned(known, sequence);
        return is_reversed;
    };
    if (std::uint32_t const known = index_.find(hash, is_known); known != sequence_index::none)
    {
        entries_[known].abundance += abundance;
        return {known, false, is_reversed};
    }
    if (entries_.size() >= sequence_index::none)
        throw resource_error{"more than 4294967294 unique sequences in one dereplication"};
    auto const ordinal = static_cast<std::uint32_t>(entries_.size());
    std::size_t const size = is_packed ? sequence_packer::size_of(sequence.size()) : sequence.size();
    std::uint64_t const place = text_.allot(labels_.measure(label) + size);
    char * const end = labels_.write(label, text_.at(place));
    if (is_packed)
        packer_.write(end);
    else
        std::ranges::copy(sequence, end);
    entries_.push_back({place, abundance, static_cast<std::uint32_t>(sequence.size()), is_packed});
    index_.insert(hash, ordinal);
    return {ordinal, true, false};
}

std::string unique_store::spelled(entry const & one) const
{
    if (!one.is_packed)
        return {letters(one), one.length};
    std::string text;
    append_unpacked(text, letters(one), one.length);
    return text;
}

std::string unique_store::label(std::size_t i) const
{
    std::string text;
    append_label(text, i);
    return text;
}

std::string unique_store::sequence(std::size_t i) const
{
    return spelled(entries_[i]);
}

void unique_store::append_label(std::string & text, std::size_t i) const
{
    labels_.append(text, text_.at(entries_[i].place));
}

void unique_store::append_sequence(std::string & text, std::size_t i) const
{
    entry const & one = entries_[i];
    if (one.is_packed)
        append_unpacked(text, letters(one), one.length);
    else
        text.append(letters(one), one.length);
}

std::vector<std::uint32_t> unique_store::sorted() const
{
    std::vector<std::uint32_t> order(size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order,
                      [this](std::uint32_t x, std::uint32_t y)
                      {
                          entry const & one = entries_[x];
                          entry const & other = entries_[y];
                          if (one.abundance != other.abundance)
                              return one.abundance > other.abundance;
                          if (int const labels = labels_.compare(text_.at(one.place), text_.at(other.place));
                              labels != 0)
                              return labels < 0;
                          return x < y;
                      });
    return order;
}

} // namespace ampstream::derep
