// SPDX-License-Identifier: BSD-3-Clause
// The list of sorting's options.
#include <ampstream/sort/options.hpp>

#include <ampstream/core/error.hpp>

namespace ampstream::sort
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
    if (sortbysize && sortbylength)
        throw usage_error{"--sortbysize and --sortbylength exclude each other"};
    if (sortbylength && (minsize != 0 || maxsize))
        throw usage_error{"--minsize and --maxsize belong to --sortbysize"};
}

option_list describe(options & chosen)
{
    return {{.name = "sortbysize",
             .value = &chosen.sortbysize,
             .help = "By abundance (;size=N), the most abundant first; the default",
             .counterpart = "vsearch --sortbysize"},
            {.name = "sortbylength",
             .value = &chosen.sortbylength,
             .help = "By length, the longest first",
             .counterpart = "vsearch --sortbylength"},
            {.name = "minseqlength",
             .value = &chosen.minseqlength,
             .help = "Shortest sequence that is kept",
             .unit = "bases",
             .counterpart = "vsearch --minseqlength"},
            {.name = "maxseqlength",
             .value = &chosen.maxseqlength,
             .help = "Longest sequence that is kept",
             .unit = "bases",
             .lowest = 1.0,
             .counterpart = "vsearch --maxseqlength"},
            {.name = "minsize",
             .value = &chosen.minsize,
             .help = "Least abundance that is kept",
             .unit = "reads",
             .counterpart = "vsearch --minsize"},
            {.name = "maxsize",
             .value = &chosen.maxsize,
             .help = "Largest abundance that is kept",
             .unit = "reads",
             .counterpart = "vsearch --maxsize"},
            {.name = "topn",
             .value = &chosen.topn,
             .help = "Keep at most this many sequences, the first ones",
             .unit = "sequences",
             .lowest = 1.0,
             .counterpart = "vsearch --topn"}};
}

} // namespace ampstream::sort
