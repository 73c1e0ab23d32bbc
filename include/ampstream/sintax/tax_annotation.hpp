// SPDX-License-Identifier: BSD-3-Clause
// Lineages in headers: `;tax=d:Bacteria,p:Firmicutes,…`.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace ampstream::sintax
{

/// Letters of the ranks, from the first down: domain, kingdom, phylum, class, order, family, genus, species.
inline constexpr std::string_view rank_letters = "dkpcofgs";

/// One name a rank; empty where the annotation has none.
using names_by_rank = std::array<std::string, rank_letters.size()>;

/// The names of the first `tax=` that stands at the start of the header or behind a ';', up to the next ';'; blanks do
/// not end it. Pieces between ',' that do not begin with the letter of a rank and ':' are passed over; of two names for
/// a rank the last counts.
[[nodiscard]] names_by_rank names_of(std::string_view header);

} // namespace ampstream::sintax
