// SPDX-License-Identifier: BSD-3-Clause
// Lines and progress on the console.
#include "cli/console_reporter.hpp"

#include <cstdio>

#include <unistd.h>

#include <fmt/format.h>

namespace ampstream::cli
{

console_reporter::console_reporter() : is_terminal_{::isatty(STDERR_FILENO) == 1} {}

console_reporter::~console_reporter()
{
    clear_progress();
}

void console_reporter::clear_progress()
{
    if (!shown_.empty())
        fmt::print(stderr, "\r\x1b[K");
    shown_.clear();
}

void console_reporter::say(std::string_view line)
{
    std::lock_guard const lock{mutex_};
    clear_progress();
    fmt::print(stderr, "{}\n", line);
}

void console_reporter::progress(std::string_view what, double share)
{
    if (!is_terminal_)
        return;
    std::lock_guard const lock{mutex_};
    std::string text = share < 0.0 ? std::string{what} : fmt::format("{} {:3.0f} %", what, 100.0 * share);
    if (text == shown_)
        return;
    shown_ = std::move(text);
    fmt::print(stderr, "\r\x1b[K{}", shown_);
    std::fflush(stderr);
}

void console_reporter::summary(std::string_view line)
{
    std::lock_guard const lock{mutex_};
    clear_progress();
    fmt::print(stdout, "{}\n", line);
}

} // namespace ampstream::cli
