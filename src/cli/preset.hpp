// SPDX-License-Identifier: BSD-3-Clause
// Presets: named sets of option values.
#pragma once

#include <set>
#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::cli
{

/// Sets the options named in a preset, but for those in `given`. `name` is a preset installed with the program ("v3v4")
/// or the path of a JSON file `{"description": …, "options": {"name": "value"}}`. Throws `usage_error` for an unknown
/// preset (listing the known ones), an unknown option or a value that does not fit.
void apply_preset(std::string const & name, option_list const & options, std::set<std::string> const & given);

} // namespace ampstream::cli
