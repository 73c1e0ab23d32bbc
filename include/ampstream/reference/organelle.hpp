// SPDX-License-Identifier: BSD-3-Clause
// Lineages of plastids and mitochondria: bacterial by descent, the host's in a sample.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <ampstream/core/lineage.hpp>

namespace ampstream::reference
{

/// Which organelle a lineage is of.
enum class organelle : std::uint8_t
{
    none,
    chloroplast,
    mitochondria
};

inline constexpr std::array<std::string_view, 3> organelle_names{"none", "chloroplast", "mitochondria"};

[[nodiscard]] constexpr std::string_view name_of(organelle one) noexcept
{
    return organelle_names[static_cast<std::size_t>(one)];
}

/// A lineage is an organelle's when one of its names, at any rank, is Chloroplast or Mitochondria, whatever the case
/// and with or without a prefix such as `o__`. SILVA has Chloroplast as an order and Mitochondria as a family,
/// Greengenes a class and a family, RDP a class and a family of the phylum Cyanobacteria/Chloroplast, which itself is
/// not one.
[[nodiscard]] organelle organelle_of(lineage const & names) noexcept;

/// `name` without a prefix of Greengenes and QIIME: one letter and two underscores (`g__`, `d__`), or the number of the
/// rank (`D_5__`).
[[nodiscard]] std::string_view without_prefix(std::string_view name) noexcept;

/// Equal but for the case of ASCII letters.
[[nodiscard]] bool is_same_name(std::string_view one, std::string_view other) noexcept;

} // namespace ampstream::reference
