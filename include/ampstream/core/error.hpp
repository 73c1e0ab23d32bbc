// SPDX-License-Identifier: BSD-3-Clause
// The four kinds of failure a user can meet, and the exit code each ends with.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace ampstream
{

/// Exit codes of the program; part of its stable interface.
enum class exit_code : int
{
    success = 0,
    data = 1,          ///< the input is wrong
    usage = 2,         ///< the command is wrong
    resource = 3,      ///< a file, disk or memory failed
    internal = 70,     ///< our own bug
    interrupted = 130, ///< the user or the batch system asked us to stop
};

/// Base of all errors thrown by the library.
class error : public std::runtime_error
{
public:
    error(exit_code code, std::string const & message) : std::runtime_error{message}, code_{code} {}
    [[nodiscard]] exit_code code() const noexcept { return code_; }

private:
    exit_code code_;
};

/// The command, an option or a preset is wrong.
class usage_error : public error
{
public:
    explicit usage_error(std::string const & message) : error{exit_code::usage, message} {}
};

/// Where in an input something is wrong. Numbers count from 1; 0 means "not known".
struct input_location
{
    std::string file{};
    std::uint64_t record{};
    std::uint64_t line{};
    std::string header{}; ///< of the record, without '@' or '>'
};

/// What is wrong with an input: `expected` and `found` complete "expected …, found …"; `advice` is a sentence.
struct input_problem
{
    std::string expected{};
    std::string found{};
    std::string advice{};
};

/// The data are wrong. The message reads
/// `FILE: record N, line L (HEADER): expected …, found …. ADVICE`.
class input_error : public error
{
public:
    input_error(input_location location, input_problem problem);
    [[nodiscard]] input_location const & location() const noexcept { return location_; }
    [[nodiscard]] input_problem const & problem() const noexcept { return problem_; }

private:
    input_location location_;
    input_problem problem_;
};

/// A resource failed: a file that cannot be opened, a full disk.
class resource_error : public error
{
public:
    explicit resource_error(std::string const & message) : error{exit_code::resource, message} {}
    /// `FILE: ACTION: text of errno`
    resource_error(std::string const & file, std::string const & action, int error_number);
};

/// The work was cancelled from outside (Ctrl-C, scancel).
class interrupted : public error
{
public:
    interrupted() : error{exit_code::interrupted, "interrupted; no result file was written"} {}
};

/// An invariant of ours does not hold.
class internal_error : public error
{
public:
    explicit internal_error(std::string const & message) : error{exit_code::internal, message} {}
};

} // namespace ampstream
