// SPDX-License-Identifier: BSD-3-Clause
// The figures of a filtering as lines a person can read.
#pragma once

#include <string>
#include <vector>

#include <ampstream/filter/stats.hpp>

namespace ampstream::filter
{

/// VSEARCH's line, then one line for each reason a read (or pair) was discarded for.
[[nodiscard]] std::vector<std::string> report(stats const & totals, bool is_paired);

} // namespace ampstream::filter
