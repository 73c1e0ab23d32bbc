// SPDX-License-Identifier: BSD-3-Clause
// The one place that knows the command-line library, and the one place that turns errors into exit codes.
#include "cli/application.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <new>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/simd/target.hpp>

#include "cli/command.hpp"
#include "cli/command_list.hpp"
#include "cli/console_reporter.hpp"
#include "cli/default_threads.hpp"
#include "cli/manual.hpp"
#include "cli/option_text.hpp"
#include "cli/version.hpp"
#include "cli/written_files.hpp"

namespace ampstream::cli
{

namespace
{

template <typename target_t>
CLI::Option * add_flag_or_value(CLI::App & parser, std::string const & name, target_t * target, option const & one)
{
    if constexpr (std::is_same_v<target_t, bool>)
    {
        if (!*target)
            return parser.add_flag(name, *target, one.help);
        // A default that is on is switched off by its negative name.
        return parser.add_flag_callback(
            "--no-" + one.name, [target] { *target = false; }, one.help);
    }
    else if constexpr (std::is_same_v<target_t, std::vector<std::string>>)
    {
        CLI::Option * const added = parser.add_option(name, *target, one.help)->allow_extra_args(false);
        return one.is_file ? added : added->delimiter(',');
    }
    else
        return parser.add_option(name, *target, one.help);
}

CLI::Option * add_option(CLI::App & parser, option const & one)
{
    std::string name = one.is_positional ? one.name : "--" + one.name;
    if (!one.alias.empty())
        name += ",--" + one.alias;
    CLI::Option * const added =
        std::visit([&](auto * target) { return add_flag_or_value(parser, name, target, one); }, one.value);
    if (one.is_required)
        added->required();
    if (!std::holds_alternative<bool *>(one.value))
    {
        added->type_name(type_text(one));
        if (std::string const present = default_text(one); !present.empty())
            added->default_str(present);
    }
    if (!one.counterpart.empty())
        added->description(fmt::format("{} [{}]", one.help, one.counterpart));
    return added;
}

constexpr std::uint64_t most_threads = 4096;

/// A command with its parser and the options bound to it.
struct bound_command
{
    command * one{};
    CLI::App * parser{};
    std::vector<std::pair<std::string, CLI::Option *>> options{};

    [[nodiscard]] std::set<std::string> given() const
    {
        std::set<std::string> names;
        for (auto const & [name, bound] : options)
            if (bound->count() > 0)
                names.insert(name);
        return names;
    }
};

bound_command bind(CLI::App & program, command & one, std::uint64_t & threads)
{
    bound_command bound{&one, program.add_subcommand(std::string{one.name()}, std::string{one.summary()})};
    for (option const & entry : one.options())
        bound.options.emplace_back(entry.name, add_option(*bound.parser, entry));
    bound.parser
        ->add_option("--threads", threads,
                     "Threads to use, at most 4096; 0: SLURM_CPUS_PER_TASK or OMP_NUM_THREADS if set, else all cores "
                     "the process may use")
        ->type_name("NUMBER")
        ->default_str("0")
        ->check(CLI::Range(std::uint64_t{0}, most_threads).description(""));
    bound.parser->footer(std::string{one.details()});
    return bound;
}

/// To standard error, whether or not anybody can read it.
void tell(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void complain(std::string_view text)
{
    std::fflush(stdout);
    tell(fmt::format("ampstream: {}\n", text));
}

/// Was everything printed? The exit code says so.
int end_of_output()
{
    std::cout.flush();
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good())
        return static_cast<int>(exit_code::success);
    complain(resource_error{"standard output", "writing", errno}.what());
    return static_cast<int>(exit_code::resource);
}

/// AMPSTREAM_SIMD names the instruction set of the kernels, for tests and when a machine is in doubt. Results do not
/// depend on it.
void obey_simd_variable()
{
    char const * const named = std::getenv("AMPSTREAM_SIMD");
    if (named == nullptr || *named == '\0')
        return;
    std::vector<std::string_view> names;
    for (simd::target const one : simd::available_targets())
    {
        if (simd::name_of(one) == named)
            return simd::force_target(one);
        names.push_back(simd::name_of(one));
    }
    throw usage_error{fmt::format("AMPSTREAM_SIMD is {}; on this machine it can be {}", named, fmt::join(names, ", "))};
}

/// Runs the chosen command; every exception becomes a message and a code.
int run_command(bound_command const & chosen, context & given)
{
    try
    {
        obey_simd_variable();
        chosen.one->complete(chosen.given());
        option_list const all = chosen.one->options();
        check_ranges(all);
        written_files{all}.require_apart(all);
        chosen.one->run(given);
        if (std::fflush(stdout) != 0)
            throw resource_error{"standard output", "writing", errno};
        return static_cast<int>(exit_code::success);
    }
    catch (error const & failure)
    {
        complain(failure.what());
        return static_cast<int>(failure.code());
    }
    catch (std::bad_alloc const &)
    {
        complain("out of memory");
        return static_cast<int>(exit_code::resource);
    }
    catch (std::exception const & failure)
    {
        complain(fmt::format("internal error: {}\nThis is a bug in ampstream {}; please report it.", failure.what(),
                             version));
        return static_cast<int>(exit_code::internal);
    }
}

} // namespace

int run_application(std::span<std::string const> words, std::stop_token const & stop)
{
    auto commands = make_commands();
    std::ranges::sort(commands, {}, [](auto const & one) { return std::pair{one->position(), one->name()}; });

    CLI::App program{"ampstream: from a run folder of 16S amplicon reads to a classified OTU table", "ampstream"};
    program.set_version_flag("--version", std::string{version}, "Print the version and exit");
    program.set_help_all_flag("--help-all", "Print the help of every command");
    bool wants_manual = false;
    program.add_flag("--man-page", wants_manual, "Print the manual page (roff) and exit");
    program.require_subcommand(0, 1);
    program.get_formatter()->column_width(36);
    std::uint64_t threads = 0;
    std::vector<bound_command> bound;
    bound.reserve(commands.size());
    for (auto const & one : commands)
        bound.push_back(bind(program, *one, threads));

    try
    {
        std::vector<std::string> arguments(words.rbegin(), words.rend());
        if (!arguments.empty())
            arguments.pop_back(); // the program's name
        program.parse(std::move(arguments));
    }
    catch (CLI::Success const & wanted) // --help, --version
    {
        program.exit(wanted);
        return end_of_output();
    }
    catch (CLI::ParseError const & failure)
    {
        auto const unknown = program.remaining(true);
        if (unknown.empty() || dynamic_cast<CLI::ExtrasError const *>(&failure) != nullptr)
            complain(failure.what());
        else // says more than that something required is missing
            complain(fmt::format("not expected: {}", fmt::join(unknown, " ")));
        auto const asked = program.get_subcommands();
        tell(fmt::format("Try 'ampstream {}--help'.\n", asked.empty() ? "" : asked.front()->get_name() + ' '));
        return static_cast<int>(exit_code::usage);
    }

    if (wants_manual)
    {
        std::string const page = manual_page(commands);
        std::fwrite(page.data(), 1, page.size(), stdout);
        return end_of_output();
    }
    if (program.get_subcommands().empty())
    {
        tell(program.help());
        return static_cast<int>(exit_code::usage);
    }
    auto const chosen = std::ranges::find_if(bound, [](auto const & one) { return one.parser->parsed(); });
    exec::thread_budget const budget{threads != 0 ? threads : default_threads(most_threads), stop};
    console_reporter report;
    context given{budget, report, fmt::format("{}", fmt::join(words, " "))};
    return run_command(*chosen, given);
}

} // namespace ampstream::cli
