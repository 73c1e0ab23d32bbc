// SPDX-License-Identifier: BSD-3-Clause
// What a person may set about species by exact matching.
#pragma once

#include <cstdint>
#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::species
{

/// Defaults are those of DADA2's assignSpecies, but that ambiguous matches are listed.
struct options
{
    std::uint64_t max_mismatches{0};   ///< substitutions between a query and the part of a reference it lies on
    std::uint64_t max_species{10};     ///< a query that fits more species is given none
    std::string strand{"plus"};        ///< "plus" or "both"
    std::string header_format{"auto"}; ///< a name of `form_names`, or "auto": what the first header looks like

    /// Throws `usage_error` naming field, value and legal values.
    void validate() const;
    [[nodiscard]] bool takes_both_strands() const noexcept { return strand == "both"; }
};

/// More mismatches than this are no near-exact match, and seeds would become too many.
inline constexpr std::uint64_t most_mismatches = 16;

/// The options as a list bound to `chosen`, which must outlive it.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::species
