// SPDX-License-Identifier: BSD-3-Clause
// The databases that a reference can be built from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ampstream::refdb
{

/// In what form sequences and lineages come.
enum class source : std::uint8_t
{
    silva,  ///< SILVA's export with its table of ranks
    dada2,  ///< training FASTA, `>Domain;…;Genus;`
    qiime2, ///< FASTA and a table `id<TAB>d__Bacteria; p__…`: QIIME 2, Greengenes, Greengenes2
    rdp,    ///< training FASTA of the RDP Classifier with its table of taxids
    sintax  ///< FASTA with `;tax=d:Bacteria,p:…;`
};

inline constexpr std::array<std::string_view, 5> source_names{"silva", "dada2", "qiime2", "rdp", "sintax"};

[[nodiscard]] constexpr std::string_view name_of(source one) noexcept
{
    return source_names[static_cast<std::size_t>(one)];
}

/// Source with this name; nullopt if there is none.
[[nodiscard]] std::optional<source> source_named(std::string_view name) noexcept;

} // namespace ampstream::refdb
