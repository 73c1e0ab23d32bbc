// SPDX-License-Identifier: BSD-3-Clause
// Dereplicated sequences with their abundances and, when pooled from samples, the count in each sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ampstream
{

/// How often a sequence was seen in one sample.
struct sample_count
{
    std::uint32_t sample{}; ///< index of the sample in the study
    std::uint64_t count{};
    bool operator==(sample_count const &) const = default;
};

/// Uniques in a stated order (usually abundance descending), stored in two buffers.
class unique_set
{
public:
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    [[nodiscard]] std::string_view label(std::size_t i) const noexcept
    {
        return {labels_.data() + entries_[i].label, entries_[i].label_length};
    }
    [[nodiscard]] std::string_view sequence(std::size_t i) const noexcept
    {
        return {sequences_.data() + entries_[i].sequence, entries_[i].length};
    }
    [[nodiscard]] std::uint64_t abundance(std::size_t i) const noexcept { return entries_[i].abundance; }
    /// Counts by sample, ascending in the sample index; empty when samples are not tracked.
    [[nodiscard]] std::span<sample_count const> samples(std::size_t i) const noexcept
    {
        return {samples_.data() + entries_[i].first_sample, entries_[i].sample_number};
    }

    /// Appends a unique. `samples` is ascending in the sample index and sums to `abundance`, or empty.
    void push_back(std::string_view label,
                   std::string_view sequence,
                   std::uint64_t abundance,
                   std::span<sample_count const> samples = {});
    /// Puts the uniques into another order: the i-th becomes that which is `order[i]` now. Those that are not in
    /// `order` are left out. No text is moved.
    void reorder(std::span<std::uint32_t const> order);

private:
    struct entry
    {
        std::size_t label{};
        std::size_t sequence{};
        std::size_t first_sample{};
        std::uint64_t abundance{};
        std::uint32_t label_length{};
        std::uint32_t length{};
        std::uint32_t sample_number{};
    };
    std::string labels_{};
    std::string sequences_{};
    std::vector<sample_count> samples_{};
    std::vector<entry> entries_{};
};

} // namespace ampstream
