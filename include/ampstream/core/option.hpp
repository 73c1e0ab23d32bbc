// SPDX-License-Identifier: BSD-3-Clause
// One list of a stage's options; the command line, the presets, the provenance record and the docs are all made from
// it.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ampstream
{

/// Where an option's value lives: a field of the stage's options struct, which must outlive the list.
using option_target = std::variant<bool *,
                                   std::uint64_t *,
                                   std::int64_t *,
                                   double *,
                                   std::string *,
                                   std::optional<std::uint64_t> *,
                                   std::optional<double> *,
                                   std::vector<std::string> *>;

/// One option. The name is the long name without dashes; a positional argument has `is_positional` set.
struct option
{
    std::string name;
    option_target value;
    std::string help;                                     ///< one line, says the unit and the default
    std::string unit{};                                   ///< "bases", "Phred", "expected errors per read", …
    double lowest{std::numeric_limits<double>::lowest()}; ///< smallest legal value of a number
    double highest{std::numeric_limits<double>::max()};   ///< largest legal value of a number
    std::vector<std::string> choices{};                   ///< legal values of a text, if they are few
    std::string counterpart{};                            ///< "vsearch --fastq_maxee": the peer's name for it
    std::string alias{};                                  ///< a second long name, "" for none
    bool is_positional{};
    bool is_required{};
    bool is_file{}; ///< a path: kept out of what decides a result's identity
};

using option_list = std::vector<option>;

/// Puts `more` behind `list`.
void append(option_list & list, option_list more);

/// Throws `usage_error` naming the option, its value and the legal range, for the first value that is out of range.
void check_ranges(option_list const & options);

/// Sets the value from text as a user would type it ("true", "0.97", "a,b"). Throws `usage_error` naming the option
/// when the text is not a value of its type.
void set_value(option const & one, std::string_view text);

/// The present value as text: "true", "1", "97.0"; "unset" for an empty optional; list items joined by ','.
[[nodiscard]] std::string value_text(option const & one);

} // namespace ampstream
