// SPDX-License-Identifier: BSD-3-Clause
// The list of SINTAX's options.
#include <ampstream/sintax/options.hpp>

namespace ampstream::sintax
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
}

option_list describe(options & chosen)
{
    return {{.name = "sintax_cutoff",
             .value = &chosen.sintax_cutoff,
             .help = "Least confidence of the names in the last column; without it there is no such column",
             .unit = "FRACTION",
             .lowest = 0.0,
             .highest = 1.0,
             .counterpart = "vsearch --sintax_cutoff"},
            {.name = "strand",
             .value = &chosen.strand,
             .help = "Classify queries as they are, or as the strand that fits better",
             .choices = {"plus", "both"},
             .counterpart = "vsearch --strand"},
            {.name = "randseed",
             .value = &chosen.randseed,
             .help = "Seed of the draws: the same seed gives the same confidences",
             .counterpart = "vsearch --randseed"},
            {.name = "minseqlength",
             .value = &chosen.minseqlength,
             .help = "Shortest sequence of the reference that is used",
             .unit = "bases",
             .counterpart = "vsearch --minseqlength"},
            {.name = "maxseqlength",
             .value = &chosen.maxseqlength,
             .help = "Longest sequence of the reference that is used",
             .unit = "bases",
             .lowest = 1.0,
             .counterpart = "vsearch --maxseqlength"}};
}

} // namespace ampstream::sintax
