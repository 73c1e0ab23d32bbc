// SPDX-License-Identifier: BSD-3-Clause
// The sequences behind each unique, and the .uc table that lists them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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
    void add(std::string_view label, unique_store::placed const & where);

    /// Writes the uniques of `order` (ordinals of `store`) in the .uc format as `vsearch --derep_fulllength --uc` does:
    /// for each an S record and the H records of its members, then a C record each with the sum of abundances.
    /// Complexity: linear.
    void write_uc(unique_store const & store, std::vector<std::uint32_t> const & order, text_sink const & write) const;

private:
    struct member
    {
        std::size_t label{};
        std::uint32_t label_length{};
        std::uint32_t unique{};
        bool is_reversed{};
    };
    std::string labels_{};
    std::vector<member> members_{};
};

} // namespace ampstream::derep
