// SPDX-License-Identifier: BSD-3-Clause
// The figures of a merging as lines a person can read.
#pragma once

#include <string>
#include <vector>

#include <ampstream/merge/stats.hpp>

namespace ampstream::merge
{

/// The lines VSEARCH prints, with the same figures, and one more where qualities above 41 were met.
[[nodiscard]] std::vector<std::string> report(stats const & totals);

} // namespace ampstream::merge
