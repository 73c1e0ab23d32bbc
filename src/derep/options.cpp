// SPDX-License-Identifier: BSD-3-Clause
// The list of dereplication's options.
#include <ampstream/derep/options.hpp>

namespace ampstream::derep
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
}

option_list describe(options & chosen)
{
    return {{.name = "minseqlength",
             .value = &chosen.minseqlength,
             .help = "Shortest sequence that is taken; shorter ones are counted and left out",
             .unit = "bases",
             .counterpart = "vsearch --minseqlength"},
            {.name = "maxseqlength",
             .value = &chosen.maxseqlength,
             .help = "Longest sequence that is taken; longer ones are counted and left out",
             .unit = "bases",
             .lowest = 1.0,
             .counterpart = "vsearch --maxseqlength"},
            {.name = "minuniquesize",
             .value = &chosen.minuniquesize,
             .help = "Report no unique seen fewer times",
             .unit = "reads",
             .lowest = 1.0,
             .counterpart = "vsearch --minuniquesize"},
            {.name = "maxuniquesize",
             .value = &chosen.maxuniquesize,
             .help = "Report no unique seen more often",
             .unit = "reads",
             .lowest = 1.0,
             .counterpart = "vsearch --maxuniquesize"},
            {.name = "topn",
             .value = &chosen.topn,
             .help = "Report at most this many uniques, the most abundant ones",
             .unit = "uniques",
             .lowest = 1.0,
             .counterpart = "vsearch --topn"},
            {.name = "sizein",
             .value = &chosen.sizein,
             .help = "A sequence counts as often as its label says (;size=N)",
             .counterpart = "vsearch --sizein"},
            {.name = "strand",
             .value = &chosen.strand,
             .help = "both: a sequence and its reverse complement are one unique",
             .choices = {"plus", "both"},
             .counterpart = "vsearch --strand"}};
}

} // namespace ampstream::derep
