// SPDX-License-Identifier: BSD-3-Clause
// Types and defaults as text.
#include "cli/option_text.hpp"

#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ampstream::cli
{

std::string type_text(option const & one)
{
    if (!one.choices.empty())
        return fmt::format("{{{}}}", fmt::join(one.choices, "|"));
    if (one.is_file)
        return one.unit.empty() ? "FILE" : one.unit; // FOLDER
    if (!one.unit.empty())
        return one.unit;
    return std::holds_alternative<std::string *>(one.value) ||
                   std::holds_alternative<std::vector<std::string> *>(one.value)
               ? "TEXT"
               : "NUMBER";
}

std::string default_text(option const & one)
{
    if (one.is_positional || one.is_required || std::holds_alternative<bool *>(one.value))
        return {};
    std::string present = value_text(one);
    bool const is_explained = one.help.find("default") != std::string_view::npos;
    return present == "unset" && is_explained ? std::string{} : present;
}

} // namespace ampstream::cli
