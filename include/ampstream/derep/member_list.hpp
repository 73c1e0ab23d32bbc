// SPDX-License-Identifier: BSD-3-Clause
// The sequences behind each unique, and the .uc table that lists them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include <ampstream/derep/unique_store.hpp>

namespace ampstream::derep
{

/// Receives text in pieces.
using text_sink = std::function<void(std::string_view)>;

/// Labels of the sequences that joined a unique founded by an earlier one, in input order.
class member_list
{
public:
    /// Throws `resource_error` beyond 2^32 - 1 members.
    void add(std::string_view label, unique_store::placed const & where);

    /// Writes the uniques of `order` (ordinals of `store`) in the .uc format as `vsearch --derep_fulllength --uc` does:
    /// for each an S record and the H records of its members, then a C record each with the sum of abundances.
    /// Complexity: linear.
    void write_uc(unique_store const & store, std::vector<std::uint32_t> const & order, text_sink const & write) const;

private:
    /// Members of a unique are a chain in input order. Numbers of members count from 1; 0 is none.
    struct member
    {
        std::uint32_t place{}; ///< of the label, after the place of the page's first member
        std::uint32_t next{};
    };
    struct chain
    {
        std::uint32_t first{};
        std::uint32_t last{};
    };
    static constexpr std::size_t page_size = 4096; ///< members

    /// The letter of the strand, then the label.
    [[nodiscard]] char const * text_of(std::uint32_t number) const noexcept
    {
        return text_.at(page_places_[(number - 1) / page_size] + members_[number - 1].place);
    }

    text_arena text_{};
    label_codec labels_{};
    std::vector<std::uint64_t> page_places_{};
    paged_vector<member> members_{};
    paged_vector<chain> chains_{}; ///< by unique, as far as one has members
};

} // namespace ampstream::derep
