// SPDX-License-Identifier: BSD-3-Clause
// What can be chosen about building a reference.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ampstream/core/option.hpp>
#include <ampstream/refdb/source.hpp>

namespace ampstream::refdb
{

/// Which sequences are kept, and what becomes of their names. Lengths and ambiguous bases are those of the whole
/// sequence, before a region is cut.
struct options
{
    std::vector<std::string> domains{"Bacteria", "Archaea"}; ///< others are dropped; empty: all are kept
    std::optional<std::uint64_t> min_length{};               ///< bases; unset: `shortest`
    std::optional<std::uint64_t> min_length_archaea{};       ///< bases; unset: `shortest`
    std::uint64_t max_ambiguous{4};                          ///< letters other than A, C, G, T, U
    std::string organelles{"keep"};                          ///< keep or drop chloroplasts and mitochondria
    std::string placeholders{"qualify"};                     ///< a name of `placeholder_rule`
    std::string unranked{"drop"}; ///< drop or shorten lineages that the table of ranks does not have
    bool keep_identical{false};   ///< keep all copies of a sequence within a lineage
    std::string primers{};        ///< name of a built-in set, or empty
    std::string forward{};        ///< 5' to 3'; instead of the set's forward primer
    std::string reverse{};        ///< 5' to 3'; instead of the set's reverse primer
    double error_rate{0.2};       ///< mismatches per primer base, below 1
    std::uint64_t min_region{50}; ///< bases that must lie between the primers
    std::string header{"rdp"};    ///< form of the headers written: rdp, sintax or dada2

    /// Throws `usage_error` naming field, value and legal values.
    void validate() const;
    [[nodiscard]] bool cuts_region() const noexcept { return !primers.empty() || !forward.empty() || !reverse.empty(); }
};

/// Shortest sequence that is kept by default, in bases: SILVA's own limits of its Ref datasets (1,200; Archaea 900),
/// 100 for other sources, which may have been cut to a region before.
[[nodiscard]] std::uint64_t shortest(options const & chosen, source from, bool is_archaeal) noexcept;

/// The options as a list bound to `chosen`, which must outlive it.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::refdb
