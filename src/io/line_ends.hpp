// SPDX-License-Identifier: BSD-3-Clause
// Where the lines of a text end. Every byte that is read passes here once.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ampstream::io::detail
{

/// Appends to `ends` the place of every '\n' in `text` from `begin` on, ascending. Precondition: begin ≤ text.size().
void append_line_ends(std::string_view text, std::size_t begin, std::vector<std::size_t> & ends);

} // namespace ampstream::io::detail
