// SPDX-License-Identifier: BSD-3-Clause
// The list of merging options and what must hold between them.
#include <ampstream/merge/options.hpp>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::merge
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
    if (qmin > qmax)
        throw usage_error{fmt::format("--qmin is {} and --qmax is {}; qmin takes a value of at most qmax", qmin, qmax)};
    if (qminout > qmaxout)
        throw usage_error{fmt::format("--qminout is {} and --qmaxout is {}; qminout takes a value of at most qmaxout",
                                      qminout, qmaxout)};
}

option_list describe(options & chosen)
{
    auto const peer = [](char const * name) { return fmt::format("vsearch --fastq_{}", name); };
    return {
        {.name = "minovlen",
         .value = &chosen.minovlen,
         .help = "Shortest overlap",
         .unit = "bases",
         .lowest = 5,
         .counterpart = peer("minovlen")},
        {.name = "maxdiffs",
         .value = &chosen.maxdiffs,
         .help = "Most differing bases in the overlap",
         .unit = "bases",
         .counterpart = peer("maxdiffs")},
        {.name = "maxdiffpct",
         .value = &chosen.maxdiffpct,
         .help = "Most differing bases in the overlap, percent of it",
         .unit = "percent",
         .lowest = 0,
         .counterpart = peer("maxdiffpct")},
        {.name = "allowmergestagger",
         .value = &chosen.allowmergestagger,
         .help = "Merge pairs whose reads run past each other's start; what hangs over is cut off",
         .counterpart = peer("allowmergestagger")},
        {.name = "minlen",
         .value = &chosen.minlen,
         .help = "Shortest read after truncation",
         .unit = "bases",
         .counterpart = peer("minlen")},
        {.name = "maxlen",
         .value = &chosen.maxlen,
         .help = "Longest read before truncation",
         .unit = "bases",
         .counterpart = peer("maxlen")},
        {.name = "minmergelen",
         .value = &chosen.minmergelen,
         .help = "Shortest merged read",
         .unit = "bases",
         .counterpart = peer("minmergelen")},
        {.name = "maxmergelen",
         .value = &chosen.maxmergelen,
         .help = "Longest merged read",
         .unit = "bases",
         .counterpart = peer("maxmergelen")},
        {.name = "maxee",
         .value = &chosen.maxee,
         .help = "Most expected errors of a merged read",
         .unit = "errors",
         .lowest = 0,
         .counterpart = peer("maxee")},
        {.name = "maxns",
         .value = &chosen.maxns,
         .help = "Most N in a read after truncation",
         .unit = "bases",
         .counterpart = peer("maxns")},
        {.name = "truncqual",
         .value = &chosen.truncqual,
         .help = "Cut a read at its first base of this quality or less",
         .unit = "Phred",
         .highest = 93,
         .counterpart = peer("truncqual")},
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
        {.name = "qminout",
         .value = &chosen.qminout,
         .help = "Lowest quality of a base of the overlap",
         .unit = "Phred",
         .highest = 93,
         .counterpart = peer("qminout")},
        {.name = "qmaxout",
         .value = &chosen.qmaxout,
         .help = "Highest quality of a base of the overlap",
         .unit = "Phred",
         .highest = 93,
         .counterpart = peer("qmaxout")},
    };
}

} // namespace ampstream::merge
