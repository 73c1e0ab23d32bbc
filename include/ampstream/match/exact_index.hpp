// SPDX-License-Identifier: BSD-3-Clause
// Targets by their letters.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ampstream::match
{

/// Finds sequences that are equal from end to end; case does not count, U is T, ambiguity codes are letters like
/// others.
class exact_index
{
public:
    /// Numbers are given in ascending order.
    void add(std::string_view sequence, std::uint32_t number);
    /// Numbers of the equal sequences, ascending.
    [[nodiscard]] std::span<std::uint32_t const> find(std::string_view sequence) const;

private:
    std::unordered_map<std::string, std::vector<std::uint32_t>> numbers_{};
};

} // namespace ampstream::match
