// SPDX-License-Identifier: BSD-3-Clause
// How `--help` and the man page speak of an option.
#pragma once

#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::cli
{

/// What stands for the value: its choices, FILE, its unit, TEXT or NUMBER.
[[nodiscard]] std::string type_text(option const & one);

/// The value without the option: "unset" where there is then no limit; "" where there is nothing to say, because the
/// option is required, a switch or empty, or its help says what the default is.
[[nodiscard]] std::string default_text(option const & one);

} // namespace ampstream::cli
