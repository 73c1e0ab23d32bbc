// SPDX-License-Identifier: BSD-3-Clause
// The wording of input and resource errors.
#include <ampstream/core/error.hpp>

#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace ampstream
{

namespace
{

std::string describe(input_location const & location)
{
    std::string text = location.file;
    if (location.record != 0)
        text += fmt::format(": record {}", location.record);
    if (location.line != 0)
        text += fmt::format("{} line {}", location.record != 0 ? "," : ":", location.line);
    if (!location.header.empty())
        text += fmt::format(" ({})", location.header);
    return text;
}

std::string describe(input_location const & location, input_problem const & problem)
{
    std::string text = fmt::format("{}: expected {}, found {}", describe(location), problem.expected, problem.found);
    bool const ends_in_list = problem.found.find('\n') != std::string::npos;
    if (!ends_in_list)
        text += '.';
    if (!problem.advice.empty())
        text += (ends_in_list ? '\n' : ' ') + problem.advice;
    return text;
}

} // namespace

input_error::input_error(input_location location, input_problem problem)
    : error{exit_code::data, describe(location, problem)}, location_{std::move(location)}, problem_{std::move(problem)}
{
}

resource_error::resource_error(std::string const & file, std::string const & action, int error_number)
    : error{exit_code::resource, fmt::format("{}: {}: {}", file, action, std::generic_category().message(error_number))}
{
}

} // namespace ampstream
