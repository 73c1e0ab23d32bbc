// SPDX-License-Identifier: BSD-3-Clause
// Gathering and ordering uniques.
#include <ampstream/derep/unique_store.hpp>

#include <algorithm>
#include <numeric>

#include <ampstream/core/error.hpp>

namespace ampstream::derep
{

unique_store::placed
unique_store::add(std::string_view label, std::string_view sequence, std::uint64_t hash, std::uint64_t abundance)
{
    auto const is_same = [&](std::uint32_t ordinal)
    {
        return entries_[ordinal].hash == hash &&
               (is_same_sequence(this->sequence(ordinal), sequence) ||
                (both_strands_ && is_reverse_complement(this->sequence(ordinal), sequence)));
    };
    if (std::uint32_t const known = index_.find(hash, is_same); known != sequence_index::none)
    {
        entries_[known].abundance += abundance;
        return {known, false, both_strands_ && !is_same_sequence(this->sequence(known), sequence)};
    }
    if (entries_.size() >= sequence_index::none)
        throw resource_error{"more than 4294967294 unique sequences in one dereplication"};
    auto const ordinal = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({keep(label, sequence), hash, abundance, static_cast<std::uint32_t>(label.size()),
                        static_cast<std::uint32_t>(sequence.size())});
    index_.insert(hash, ordinal, [this](std::uint32_t other) { return entries_[other].hash; });
    return {ordinal, true, false};
}

/// Copies a label and its sequence to a place where they stay: growing costs no copies and no room for growth.
char const * unique_store::keep(std::string_view label, std::string_view sequence)
{
    constexpr std::size_t chunk = std::size_t{1} << 20U;
    std::size_t const size = label.size() + sequence.size();
    if (size > left_)
    {
        left_ = std::max(size, chunk);
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
        free_ = chunks_.back().get();
    }
    char * const text = free_;
    std::ranges::copy(label, text);
    std::ranges::copy(sequence, text + label.size());
    free_ += size;
    left_ -= size;
    return text;
}

std::vector<std::uint32_t> unique_store::sorted() const
{
    std::vector<std::uint32_t> order(size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order,
                      [this](std::uint32_t x, std::uint32_t y)
                      {
                          if (abundance(x) != abundance(y))
                              return abundance(x) > abundance(y);
                          if (int const labels = label(x).compare(label(y)); labels != 0)
                              return labels < 0;
                          return x < y;
                      });
    return order;
}

} // namespace ampstream::derep
