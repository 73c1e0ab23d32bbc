// SPDX-License-Identifier: BSD-3-Clause
// OTUs that a 16S survey did not aim at: organelles of the host, other domains, reads nobody can place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/feature_table.hpp>
#include <ampstream/core/lineage.hpp>
#include <ampstream/pipeline/provenance.hpp>
#include <ampstream/pipeline/tracking.hpp>

namespace ampstream::pipeline
{

/// What an OTU is of.
enum class target : std::uint8_t
{
    wanted,
    chloroplast,
    mitochondria,
    other_domain,     ///< neither Bacteria nor Archaea
    unassigned_domain ///< no domain with the confidence asked for
};

inline constexpr std::array<std::string_view, 5> target_names{"wanted", "chloroplast", "mitochondria", "other_domain",
                                                              "unassigned_domain"};

[[nodiscard]] constexpr std::string_view name_of(target one) noexcept
{
    return target_names[static_cast<std::size_t>(one)];
}

/// Is one of these names Bacteria or Archaea, whatever the case and prefix? A reference of which no top name is one is
/// of other genes or has other ranks: then only organelles are told apart.
[[nodiscard]] bool is_prokaryotic(std::string_view domain) noexcept;

/// What an OTU with this lineage is of. `judges_domains`: the reference knows Bacteria or Archaea.
[[nodiscard]] target target_of(lineage const & names, bool judges_domains);

/// OTUs and reads of one target.
struct target_count
{
    std::uint64_t otus{};
    std::uint64_t reads{};
};

/// A table in two.
struct targeted_tables
{
    feature_table wanted{};
    feature_table off_target{};
    std::array<target_count, target_names.size()> counts{}; ///< by target, wherever the OTUs went
};

/// Parts the table by `target_of` its lineages; rows keep their order and names. With `keeps_all` nothing is moved, but
/// all is counted.
[[nodiscard]] targeted_tables part(feature_table && table, bool judges_domains, bool keeps_all);

/// What a reference can tell apart.
struct known_targets
{
    bool domains{};    ///< it has Bacteria or Archaea
    bool organelles{}; ///< it has a lineage that is an organelle's
};

/// One line for a person: what is off target, where it went, and what the reference cannot tell.
[[nodiscard]] std::string describe_parting(targeted_tables const & tables, bool keeps_all, known_targets const & known);

/// The counts for run.json: `chloroplast_otus`, `chloroplast_reads`, …
[[nodiscard]] std::vector<figure> figures_of(targeted_tables const & tables);

/// Adds to the tracking what went of each sample to the side table (`lost_chloroplast` …); `in_otus`, which stays the
/// last column, is less by that. `off_target` has a column for each sample, in the order of `tracking`.
void track_off_target(feature_table const & off_target, bool judges_domains, read_tracking & tracking);

} // namespace ampstream::pipeline
