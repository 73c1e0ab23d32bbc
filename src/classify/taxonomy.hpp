// SPDX-License-Identifier: BSD-3-Clause
// The tree of a reference's lineages, with genera numbered so that those below a taxon are consecutive.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/core/lineage.hpp>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

/// Taxa depth first, children in the order their names first appear; genera in the order the walk meets them.
struct taxonomy
{
    std::vector<taxon> taxa{};
    std::string text{};                            ///< names the taxa point into
    std::vector<std::uint32_t> genus_taxa{};       ///< by genus: its taxon
    std::vector<std::uint32_t> genus_of_lineage{}; ///< by index of the lineage given
};

/// Builds the tree. All lineages have the same depth, at least 1, and are distinct. `sequences[i]` is how many have
/// lineage i.
[[nodiscard]] taxonomy build_taxonomy(std::vector<lineage> const & lineages,
                                      std::vector<std::uint32_t> const & sequences);

} // namespace ampstream::classify
