// SPDX-License-Identifier: BSD-3-Clause
// Roff text of the man page.
#include "cli/manual.hpp"

#include <string_view>

#include <fmt/format.h>

#include "cli/version.hpp"

namespace ampstream::cli
{

namespace
{

/// Escapes what roff would take for a request or a hyphen.
std::string roff(std::string_view text)
{
    std::string result;
    for (char const letter : text)
    {
        if (letter == '\\')
            result += "\\e";
        else if (letter == '-')
            result += "\\-";
        else
            result += letter;
        if (letter == '\n' && !result.empty())
            result += "\\&";
    }
    return result;
}

std::string option_entry(option const & one)
{
    bool const is_flag = std::holds_alternative<bool *>(one.value);
    bool const is_on = is_flag && *std::get<bool *>(one.value);
    std::string const dashes = one.is_positional ? "" : is_on ? "\\-\\-no\\-" : "\\-\\-";
    std::string text = fmt::format(".TP\n.B {}{}\n{}.", dashes, roff(one.name), roff(one.help));
    if (!one.choices.empty())
        text += fmt::format(" One of {}.", roff(fmt::format("{}", fmt::join(one.choices, ", "))));
    std::string const present = value_text(one);
    if (!one.is_positional && !one.is_required && !is_flag && !present.empty() && present != "unset")
        text += fmt::format(" Default: {}{}{}.", roff(present), one.unit.empty() ? "" : " ", roff(one.unit));
    else if (!one.unit.empty())
        text += fmt::format(" Unit: {}.", roff(one.unit));
    if (!one.counterpart.empty())
        text += fmt::format(" Counterpart: {}.", roff(one.counterpart));
    return text + '\n';
}

} // namespace

std::string manual_page(std::span<std::unique_ptr<command> const> commands)
{
    std::string text = fmt::format(R"(.TH AMPSTREAM 1 "" "ampstream {}" "User Commands"
.SH NAME
ampstream \- from a run folder of 16S amplicon reads to a classified OTU table
.SH SYNOPSIS
.B ampstream
.I COMMAND
[\fIOPTION\fR ...]
.SH DESCRIPTION
Paired\-end merging, primer trimming, quality filtering, dereplication, 97 % OTU clustering, chimera removal and
naive\-Bayes classification of amplicon reads, each a command of its own and all together as
.BR "ampstream run" .
Results have the same bytes for any number of threads. Inputs may be gzip; "\-" is standard input or output; an output whose
name ends in .gz is compressed. Every command takes
.BR "\-\-threads " N
(default 0: all cores the process may use) and
.BR \-\-help .
.SH COMMANDS
)",
                                   version);
    for (auto const & one : commands)
    {
        text += fmt::format(".SS {}\n{}\n", roff(one->name()), roff(one->summary()));
        for (option const & entry : one->options())
            text += option_entry(entry);
        if (!one->details().empty())
            text += fmt::format(".PP\n.nf\n\\&{}\n.fi\n", roff(one->details()));
    }
    return text + R"(.SH EXIT STATUS
0 success; 1 the input is wrong (the message names file and record); 2 the command is wrong; 3 a file, the disk or the memory
failed; 70 a bug in ampstream; 130 interrupted.
.SH SEE ALSO
.BR vsearch (1),
.BR cutadapt (1)
)";
}

} // namespace ampstream::cli
