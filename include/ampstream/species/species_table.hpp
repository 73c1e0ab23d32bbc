// SPDX-License-Identifier: BSD-3-Clause
// Assignments as text: one row a query.
#pragma once

#include <string>
#include <string_view>

#include <ampstream/species/assigner.hpp>

namespace ampstream::species
{

/// `id`, `genus`, `species`, `mismatches`, `strand`, `references`, `status`; tab-separated, with newline.
[[nodiscard]] std::string species_header();

/// One row with newline. `genus` and `species` join names by '/'; NA where there is none, also for mismatches and
/// strand of a query that fits nowhere.
void append_row(std::string & text, std::string_view id, assignment const & one);

/// The species of a query joined by '/', NA if it has none.
[[nodiscard]] std::string species_text(assignment const & one);

} // namespace ampstream::species
