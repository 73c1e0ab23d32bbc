// SPDX-License-Identifier: BSD-3-Clause
// The man page, made from the same lists of options as the command line.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "cli/command.hpp"

namespace ampstream::cli
{

/// ampstream(1) as roff text.
[[nodiscard]] std::string manual_page(std::span<std::unique_ptr<command> const> commands);

} // namespace ampstream::cli
