// SPDX-License-Identifier: BSD-3-Clause
// Lines of a text file, plain or gzip.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <ampstream/core/error.hpp>

namespace ampstream::io
{

/// Calls `take` for every line of `path` ("-": standard input), without its end (LF or CRLF); `where` has file and
/// line. An empty last line is none. Throws as `open_input` and `byte_source::read` do.
void for_each_line(std::string const & path,
                   std::function<void(std::string_view line, input_location const & where)> const & take);

} // namespace ampstream::io
