// SPDX-License-Identifier: BSD-3-Clause
// From words typed by a person to a command that has run and an exit code.
#pragma once

#include <span>
#include <stop_token>
#include <string>

namespace ampstream::cli
{

/// Parses `words` (program name first), runs the command they name, and returns the exit code of the process.
/// All errors end here as one message on standard error.
[[nodiscard]] int run_application(std::span<std::string const> words, std::stop_token const & stop);

} // namespace ampstream::cli
