// SPDX-License-Identifier: BSD-3-Clause
// Puts the parts of a model together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

/// Parts are named in any order, then copied once and sealed with sizes and checksums. They must outlive `finish`.
class model_writer
{
public:
    model_writer();

    template <typename items_t>
    void add(section which, items_t const & items)
    {
        add_bytes(which, std::as_bytes(std::span{std::ranges::data(items), std::ranges::size(items)}));
    }
    template <typename items_t>
    void add(section which, items_t const && items) = delete;
    /// The whole file.
    [[nodiscard]] std::vector<std::byte> finish(std::uint32_t genera, std::uint64_t sequences) &&;

private:
    void add_bytes(section which, std::span<std::byte const> part);

    std::vector<std::pair<std::size_t, std::span<std::byte const>>> parts_{}; ///< place in the file, bytes
    std::size_t size_{sizeof(file_header)};
    file_header header_{};
};

} // namespace ampstream::classify
