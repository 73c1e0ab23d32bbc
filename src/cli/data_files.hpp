// SPDX-License-Identifier: BSD-3-Clause
// Where the files installed with the program are: presets, the default reference.
#pragma once

#include <string>
#include <string_view>

namespace ampstream::cli
{

/// Path of `name` (relative, such as "presets/v3v4.json"): below $AMPSTREAM_DATA if that is set, else below
/// `../share/ampstream` beside the program's folder (an installed or a freshly built program), else below the folder it
/// was configured to be installed in. Throws `resource_error` that lists the places when it is in none of them.
[[nodiscard]] std::string find_data_file(std::string_view name);

} // namespace ampstream::cli
