// SPDX-License-Identifier: BSD-3-Clause
// All commands of the program.
#pragma once

#include <memory>
#include <vector>

#include "cli/command.hpp"

namespace ampstream::cli
{

/// One object for each file in src/cli/commands/, in the order of the file names.
[[nodiscard]] std::vector<std::unique_ptr<command>> make_commands();

} // namespace ampstream::cli
