// SPDX-License-Identifier: BSD-3-Clause
// Storage of uniques.
#include <ampstream/core/unique_set.hpp>

#include <utility>

namespace ampstream
{

void unique_set::push_back(std::string_view label,
                           std::string_view sequence,
                           std::uint64_t abundance,
                           std::span<sample_count const> samples)
{
    entries_.push_back({labels_.size(), sequences_.size(), samples_.size(), abundance,
                        static_cast<std::uint32_t>(label.size()), static_cast<std::uint32_t>(sequence.size()),
                        static_cast<std::uint32_t>(samples.size())});
    labels_ += label;
    sequences_ += sequence;
    samples_.insert(samples_.end(), samples.begin(), samples.end());
}

void unique_set::reorder(std::span<std::uint32_t const> order)
{
    std::vector<entry> reordered;
    reordered.reserve(order.size());
    for (std::uint32_t const i : order)
        reordered.push_back(entries_[i]);
    entries_ = std::move(reordered);
}

} // namespace ampstream
