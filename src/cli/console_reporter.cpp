// SPDX-License-Identifier: BSD-3-Clause
// Lines and progress on the console.
#include "cli/console_reporter.hpp"

#include <cstdio>

#include <unistd.h>

#include <fmt/format.h>

namespace ampstream::cli
{

namespace
{

/// Nobody may be listening any more (a closed pipe, a full disk): that is no reason to give up hours of work.
void write(std::FILE * to, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), to);
}

} // namespace

console_reporter::console_reporter() : is_terminal_{::isatty(STDERR_FILENO) == 1} {}

console_reporter::~console_reporter()
{
    clear_progress();
}

void console_reporter::clear_progress()
{
    if (!shown_.empty())
        write(stderr, "\r\x1b[K");
    shown_.clear();
}

void console_reporter::say(std::string_view line)
{
    std::lock_guard const lock{mutex_};
    clear_progress();
    write(stderr, fmt::format("{}\n", line));
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
    write(stderr, fmt::format("\r\x1b[K{}", shown_));
    std::fflush(stderr);
}

void console_reporter::summary(std::string_view line)
{
    std::lock_guard const lock{mutex_};
    clear_progress();
    write(stdout, fmt::format("{}\n", line)); // the caller flushes and looks whether it went out
}

} // namespace ampstream::cli
