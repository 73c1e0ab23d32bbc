// SPDX-License-Identifier: BSD-3-Clause
// The genus among the names of a classification.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/lineage.hpp>

namespace ampstream::species
{

/// Place of the rank named genus. Throws `usage_error` naming `file` if there is none.
[[nodiscard]] inline std::size_t genus_column(std::vector<std::string> const & rank_names, std::string const & file)
{
    auto const found = std::ranges::find(rank_names, "genus");
    if (found == rank_names.end())
        throw usage_error{
            fmt::format("{}: the ranks are {}, and none is named genus; species cannot be checked against "
                        "it",
                        file, fmt::join(rank_names, ", "))};
    return static_cast<std::size_t>(found - rank_names.begin());
}

/// The genus of a lineage that may end before it, or that the reference has no name for (`NAME_unclassified`).
[[nodiscard]] inline std::optional<std::string_view> genus_of(lineage const & names, std::size_t column)
{
    if (names.size() <= column || names[column].ends_with("_unclassified"))
        return std::nullopt;
    return names[column];
}

} // namespace ampstream::species
