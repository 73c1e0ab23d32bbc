// SPDX-License-Identifier: BSD-3-Clause
// From what a source says about a sequence to a lineage of six names.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <ampstream/core/lineage.hpp>

namespace ampstream::refdb
{

/// The ranks of every reference we build.
inline constexpr std::array<std::string_view, 6> main_ranks{"domain", "phylum", "class", "order", "family", "genus"};

/// A name at each of `main_ranks`, "" where the source has none.
using ranked_names = std::array<std::string, main_ranks.size()>;

/// Place of a rank among `main_ranks`; nullopt for all others (suborder, species, …).
[[nodiscard]] std::optional<std::size_t> main_rank(std::string_view rank) noexcept;

/// Does the name say that nobody knows the taxon? `uncultured…`, `unidentified…`, `unclassified…`, `Incertae Sedis`,
/// `Unknown …`, `metagenome`, whatever the case. `Rhizobiales Incertae Sedis` is a name.
[[nodiscard]] bool is_placeholder(std::string_view name) noexcept;

/// What becomes of a placeholder.
enum class placeholder_rule
{
    qualify, ///< the last proper name above goes in front: `Ruminococcaceae_uncultured`
    blank,   ///< as if there were no name
    keep     ///< left as it is
};

inline constexpr std::array<std::string_view, 3> placeholder_rule_names{"qualify", "blank", "keep"};

/// A lineage without gaps.
struct completed_lineage
{
    lineage names{};
    bool has_placeholder{}; ///< a name was one, whatever became of it
    bool is_filled{};       ///< a rank had no name
};

/// Gives every rank a name: blanks around names and double quotes go, tabs become blanks, placeholders follow `rule`,
/// and a rank without a name gets the last name above with `_unclassified`, as `reference::read_reference` does.
/// A domain without a name, or with a placeholder that is blanked, stays "": such a lineage places nothing.
[[nodiscard]] completed_lineage complete(ranked_names const & names, placeholder_rule rule);

} // namespace ampstream::refdb
