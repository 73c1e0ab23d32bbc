// SPDX-License-Identifier: BSD-3-Clause
// Lineages in FASTA headers: the forms that reference databases are distributed in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ampstream::reference
{

/// How a header says its lineage.
enum class header_format : std::uint8_t
{
    silva,  ///< `ACC.START.STOP Domain;…;Genus;Organism name`; the organism is no rank and is left out
    rdp,    ///< `id<TAB>Root;Domain;…;Genus`; Root is left out
    dada2,  ///< `Domain;…;Genus;`, no id
    sintax, ///< `id;tax=d:Domain,p:Phylum,…;`
    tabbed, ///< `id<TAB>…<TAB>Domain; …; Genus`: the last tab field
    spaced, ///< `id Domain;…;Genus`: all after the first blank
};

inline constexpr std::array<std::string_view, 6> header_format_names{"silva",  "rdp",    "dada2",
                                                                     "sintax", "tabbed", "spaced"};

[[nodiscard]] constexpr std::string_view name_of(header_format format) noexcept
{
    return header_format_names[static_cast<std::size_t>(format)];
}

/// Format with this name; nullopt if there is none.
[[nodiscard]] std::optional<header_format> format_named(std::string_view name) noexcept;

/// The ranks a SINTAX letter can stand for, from the top: d k p c o f g s.
inline constexpr std::array<std::string_view, 8> sintax_ranks{"domain", "kingdom", "phylum", "class",
                                                              "order",  "family",  "genus",  "species"};

/// What a header says. Names that the header leaves empty (`;;`, `g__`) are "". `sintax` fills one name for each of
/// `sintax_ranks`.
struct parsed_header
{
    std::string_view id{}; ///< "" in `dada2`
    std::vector<std::string> names{};
};

/// The format a header (without '>') is in; nullopt if it has no lineage.
[[nodiscard]] std::optional<header_format> detect_format(std::string_view header) noexcept;

/// Reads a header; nullopt if it is not of this format or names nothing.
[[nodiscard]] std::optional<parsed_header> parse_header(std::string_view header, header_format format);

} // namespace ampstream::reference
