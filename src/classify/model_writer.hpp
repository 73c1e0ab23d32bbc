// SPDX-License-Identifier: BSD-3-Clause
// Puts the parts of a model together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <string_view>
#include <vector>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

/// Parts are appended in any order, then sealed with sizes and checksums.
class model_writer
{
public:
    model_writer();

    template <typename items_t>
    void add(section which, items_t const & items)
    {
        add_bytes(which, std::as_bytes(std::span{std::ranges::data(items), std::ranges::size(items)}));
    }
    /// The whole file.
    [[nodiscard]] std::vector<std::byte> finish(std::uint32_t genera, std::uint64_t sequences) &&;

private:
    void add_bytes(section which, std::span<std::byte const> part);

    std::vector<std::byte> bytes_{};
    file_header header_{};
};

} // namespace ampstream::classify
