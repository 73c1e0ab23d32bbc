// SPDX-License-Identifier: BSD-3-Clause
// The sequences behind each unique, and the .uc table that lists them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
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

private:
    friend class uc_table;

    struct member
    {
        std::uint32_t place{}; ///< of the label, after the place of the page's first member
        std::uint32_t unique{};
    };
    static constexpr std::size_t page_size = 4096; ///< members

    /// The letter of the strand, then the label.
    [[nodiscard]] char const * text_of(std::uint32_t number) const noexcept
    {
        return text_.at(page_places_[number / page_size] + members_[number].place);
    }

    text_arena text_{};
    label_codec labels_{};
    std::vector<std::uint64_t> page_places_{};
    paged_vector<member> members_{}; ///< in input order
};

/// The uniques of an order in the .uc format as `vsearch --derep_fulllength --uc` writes it: for each unique an S
/// record and the H records of its members, then a C record each with the sum of abundances. Records are made in any
/// pieces, from any thread.
class uc_table
{
public:
    /// `order`: all ordinals of `store`. What is given must outlive the table. Complexity: linear.
    uc_table(member_list const & members, unique_store const & store, std::span<std::uint32_t const> order);

    /// Records of the table.
    [[nodiscard]] std::size_t size() const noexcept { return sorted_.size() + 2 * order_.size(); }
    /// Appends the lines of records [begin, end).
    void append(std::string & text, std::size_t begin, std::size_t end) const;

private:
    class line_maker;

    [[nodiscard]] std::size_t rank_of(std::size_t record) const;
    void append_count(std::string & text, std::size_t rank) const;

    member_list const & members_;
    unique_store const & store_;
    std::span<std::uint32_t const> order_;
    std::vector<std::uint32_t> before_{}; ///< by rank: members of the uniques before
    std::vector<std::uint32_t> sorted_{}; ///< numbers of members, by rank of their unique, then in input order
};

} // namespace ampstream::derep
