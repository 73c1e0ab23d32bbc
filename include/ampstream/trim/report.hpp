// SPDX-License-Identifier: BSD-3-Clause
// The counts of trimming as text for people and programs.
#pragma once

#include <string>

#include <ampstream/trim/primer.hpp>
#include <ampstream/trim/stats.hpp>

namespace ampstream::trim
{

/// Rows `section<TAB>name<TAB>value` under a heading: reads by reason, bases, and each primer by errors.
[[nodiscard]] std::string report_tsv(stats const & counts, primer_set const & primers);

/// The same as JSON, one object a section, in a fixed order.
[[nodiscard]] std::string report_json(stats const & counts, primer_set const & primers);

/// One line: `54,441 reads: 50,000 trimmed (91.8 %), …`, reasons with no read left out. `what` is "reads" or "pairs".
[[nodiscard]] std::string summary_line(stats const & counts, std::string const & what);

} // namespace ampstream::trim
