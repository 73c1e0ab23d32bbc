// SPDX-License-Identifier: BSD-3-Clause
// The list of orienting's options.
#include <ampstream/orient/options.hpp>

#include <ampstream/kmer/distinct_words.hpp>

namespace ampstream::orient
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
}

option_list describe(options & chosen)
{
    return {{.name = "wordlength",
             .value = &chosen.wordlength,
             .help = "Length of the words that are compared",
             .unit = "bases",
             .lowest = kmer::shortest_word,
             .highest = kmer::longest_word,
             .counterpart = "vsearch --wordlength"},
            {.name = "dbmask",
             .value = &chosen.dbmask,
             .help = "What makes no words in the database: low complexity (dust), lower-case letters (soft), nothing "
                     "(none)",
             .choices = {"none", "dust", "soft"},
             .counterpart = "vsearch --dbmask"},
            {.name = "qmask",
             .value = &chosen.qmask,
             .help = "dust and soft: lower-case letters of the input make no words; none: they do",
             .choices = {"none", "dust", "soft"},
             .counterpart = "vsearch --qmask"},
            {.name = "minseqlength",
             .value = &chosen.minseqlength,
             .help = "Shortest sequence of the database that is used",
             .unit = "bases",
             .counterpart = "vsearch --minseqlength"},
            {.name = "maxseqlength",
             .value = &chosen.maxseqlength,
             .help = "Longest sequence of the database that is used",
             .unit = "bases",
             .lowest = 1.0,
             .counterpart = "vsearch --maxseqlength"}};
}

} // namespace ampstream::orient
