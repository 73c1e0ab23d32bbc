// SPDX-License-Identifier: BSD-3-Clause
// Roff text of the man page.
#include "cli/manual.hpp"

#include <string_view>

#include <fmt/format.h>

#include "cli/option_text.hpp"
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
    std::string const alias = one.alias.empty() ? "" : fmt::format(", {}{}", dashes, roff(one.alias));
    std::string text = fmt::format(".TP\n.B {}{}{}\n{}.", dashes, roff(one.name), alias, roff(one.help));
    if (!one.choices.empty())
        text += fmt::format(" One of {}.", roff(fmt::format("{}", fmt::join(one.choices, ", "))));
    std::string const present = default_text(one);
    if (!present.empty())
        text += fmt::format(" Default: {}{}{}.", roff(present), one.unit.empty() ? "" : " ", roff(one.unit));
    else if (!one.unit.empty() && !one.is_file)
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
(default 0: what SLURM_CPUS_PER_TASK or OMP_NUM_THREADS says, else all cores the process may use) and
.BR \-\-help .
An option that is "unset" by default sets no limit until it is given.
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
failed; 70 a bug in ampstream; 130 interrupted. Result files appear, whole, at the end: a command that fails leaves none.
.SH ENVIRONMENT
.TP
.B SLURM_CPUS_PER_TASK, OMP_NUM_THREADS
Number of threads where \-\-threads is not given; the first that is set to a number counts.
.TP
.B AMPSTREAM_DATA
Folder of the default reference and the presets, where they are not at their installed place.
.TP
.B AMPSTREAM_SIMD
Instruction set of the kernels, when a machine is in doubt: portable, sse2, avx2 or avx512, as far as it has them. Results do not
depend on it.
.SH SEE ALSO
.BR vsearch (1),
.BR cutadapt (1)
)";
}

} // namespace ampstream::cli
