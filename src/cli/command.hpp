// SPDX-License-Identifier: BSD-3-Clause
// What a subcommand is to the program: a name, a list of options, and something to do.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>

#include <ampstream/core/option.hpp>
#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::cli
{

/// Where a command says things. Results never go here.
class reporter
{
public:
    virtual ~reporter() = default;
    /// A line for the person who started the command (standard error).
    virtual void say(std::string_view line) = 0;
    /// Progress of the work under way, `share` from 0 to 1 or negative when unknown; shown on a terminal only.
    virtual void progress(std::string_view what, double share) = 0;
    /// A line of the command's result summary (standard output, unless a result was sent there: then standard error).
    virtual void summary(std::string_view line) = 0;
};

/// What every command is given.
struct context
{
    exec::thread_budget const & threads;
    reporter & report;
    std::string command_line; ///< as typed, for provenance
};

/// One subcommand. The object holds the options it was parsed into.
/// Each file in src/cli/commands/ defines one class and one function `std::unique_ptr<command> make_<file
/// name>_command()`.
class command
{
public:
    virtual ~command() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// One line for the list of commands.
    [[nodiscard]] virtual std::string_view summary() const = 0;
    /// Paragraphs under the options in `--help`: an example or two, files written. May be empty.
    [[nodiscard]] virtual std::string_view details() const { return {}; }
    /// Place in the list of commands: order of use.
    [[nodiscard]] virtual int position() const = 0;
    /// All options, positional ones first, bound to members of this object. `--threads` is added for every command.
    [[nodiscard]] virtual option_list options() = 0;
    /// Called after parsing with the names of the options the user gave: the place for defaults that depend on other
    /// options (presets).
    virtual void complete(std::set<std::string> const & /*given*/) {}
    /// Does the work. Called after parsing, `complete` and `check_ranges`.
    virtual void run(context & given) = 0;
};

} // namespace ampstream::cli
