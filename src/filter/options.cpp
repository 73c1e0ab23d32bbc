// SPDX-License-Identifier: BSD-3-Clause
// The list of filtering options and what must hold between them.
#include <ampstream/filter/options.hpp>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::filter
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
    auto const check_order = [](auto const & low, auto const & high, char const * name)
    {
        if (low > high)
            throw usage_error{fmt::format("--min{0} is {1} and --max{0} is {2}; min{0} takes a value of at most max{0}",
                                          name, low, high)};
    };
    if (qmin > qmax)
        throw usage_error{fmt::format("--qmin is {} and --qmax is {}; qmin takes a value of at most qmax", qmin, qmax)};
    if (maxlen)
        check_order(minlen, *maxlen, "len");
    if (minsize && maxsize)
        check_order(*minsize, *maxsize, "size");
}

bool options::needs_quality() const noexcept
{
    return truncqual || truncee || maxee || maxee_rate;
}

option_list describe(options & chosen)
{
    auto const peer = [](char const * name) { return fmt::format("vsearch --fastq_{}", name); };
    return {
        {.name = "stripleft",
         .value = &chosen.stripleft,
         .help = "Take this many bases from the 5' end",
         .unit = "bases",
         .counterpart = peer("stripleft")},
        {.name = "stripright",
         .value = &chosen.stripright,
         .help = "Take this many bases from the 3' end",
         .unit = "bases",
         .counterpart = peer("stripright")},
        {.name = "trunclen",
         .value = &chosen.trunclen,
         .help = "Cut to this length; discard shorter reads",
         .unit = "bases",
         .counterpart = peer("trunclen")},
        {.name = "trunclen_keep",
         .value = &chosen.trunclen_keep,
         .help = "Cut to this length; keep shorter reads",
         .unit = "bases",
         .counterpart = peer("trunclen_keep")},
        {.name = "truncqual",
         .value = &chosen.truncqual,
         .help = "Cut before the first base of this quality or less",
         .unit = "Phred",
         .highest = 93,
         .counterpart = peer("truncqual")},
        {.name = "truncee",
         .value = &chosen.truncee,
         .help = "Cut before the expected errors exceed this",
         .unit = "errors",
         .lowest = 0,
         .counterpart = peer("truncee")},
        {.name = "maxee",
         .value = &chosen.maxee,
         .help = "Most expected errors of a read",
         .unit = "errors",
         .lowest = 0,
         .counterpart = peer("maxee")},
        {.name = "maxee_rate",
         .value = &chosen.maxee_rate,
         .help = "Most expected errors per base",
         .unit = "errors per base",
         .lowest = 0,
         .counterpart = peer("maxee_rate")},
        {.name = "minlen",
         .value = &chosen.minlen,
         .help = "Shortest read after trimming",
         .unit = "bases",
         .counterpart = peer("minlen")},
        {.name = "maxlen",
         .value = &chosen.maxlen,
         .help = "Longest read after trimming",
         .unit = "bases",
         .counterpart = peer("maxlen")},
        {.name = "maxns",
         .value = &chosen.maxns,
         .help = "Most N in a read",
         .unit = "bases",
         .counterpart = peer("maxns")},
        {.name = "minsize",
         .value = &chosen.minsize,
         .help = "Smallest abundance (;size=N, 1 without)",
         .unit = "reads",
         .lowest = 1,
         .counterpart = "vsearch --minsize"},
        {.name = "maxsize",
         .value = &chosen.maxsize,
         .help = "Largest abundance",
         .unit = "reads",
         .lowest = 1,
         .counterpart = "vsearch --maxsize"},
        {.name = "qmin",
         .value = &chosen.qmin,
         .help = "Lowest legal quality of an input",
         .unit = "Phred",
         .highest = 93,
         .counterpart = peer("qmin")},
        {.name = "qmax",
         .value = &chosen.qmax,
         .help = "Highest legal quality of an input (VSEARCH's default is 41)",
         .unit = "Phred",
         .highest = 93,
         .counterpart = peer("qmax")},
    };
}

} // namespace ampstream::filter
