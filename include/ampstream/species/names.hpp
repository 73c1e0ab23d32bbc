// SPDX-License-Identifier: BSD-3-Clause
// Species names in FASTA headers, and which names of genera mean the same genus.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ampstream::species
{

/// A binomial. Ordered by bytes: genus, then epithet.
struct species_name
{
    std::string genus{};   ///< "Escherichia", "Candidatus Pelagibacter"
    std::string epithet{}; ///< "coli"
    auto operator<=>(species_name const &) const = default;
    [[nodiscard]] std::string text() const { return genus + ' ' + epithet; }
};

/// How a header says the species.
enum class name_form : std::uint8_t
{
    binomial, ///< `id Genus species …`, DADA2's species files
    silva,    ///< `ACC.START.STOP Domain;…;Genus;Organism name`
    rdp,      ///< the others: lineages as in `reference::header_format` with the species at the seventh rank
    dada2,
    sintax,
    tabbed,
    spaced,
};

inline constexpr std::array<std::string_view, 7> form_names{"binomial", "silva",  "rdp",   "dada2",
                                                            "sintax",   "tabbed", "spaced"};

[[nodiscard]] constexpr std::string_view name_of(name_form form) noexcept
{
    return form_names[static_cast<std::size_t>(form)];
}

/// Form with this name; nullopt if there is none.
[[nodiscard]] std::optional<name_form> form_named(std::string_view name) noexcept;

/// The form a header (without '>') is in; nullopt if it can name no species.
[[nodiscard]] std::optional<name_form> detect_form(std::string_view header) noexcept;

/// What became of a header.
enum class naming : std::uint8_t
{
    named,
    unnamed,     ///< of the form, but without a species: "Bacillus sp.", "uncultured bacterium", a short lineage
    other_genus, ///< the genus of the species is not the genus of the lineage
    malformed,   ///< not of the form
};

/// A header as read; `name` is set if it is `named`.
struct header_name
{
    naming result{naming::malformed};
    species_name name{};
};

/// Reads the species of a header. Names of SILVA's organisms are not curated: they must be a capitalised and a
/// lower-case word. A name that leaves the species open (sp., cf., aff., bacterium, …) is none.
[[nodiscard]] header_name species_of(std::string_view header, name_form form);

/// Do the names mean the same genus? Names are taken apart at '/' and '-' and agree if any two parts do; a part loses
/// the prefixes `g__` and "Candidatus", brackets and quotes, and all from the first blank or '_' on. So Escherichia
/// agrees with Escherichia/Shigella and Escherichia-Shigella, Clostridium with "Clostridium sensu stricto 1".
[[nodiscard]] bool genera_agree(std::string_view one, std::string_view other);

} // namespace ampstream::species
