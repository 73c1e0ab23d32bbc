// SPDX-License-Identifier: BSD-3-Clause
// The list of the options of searches.
#include <ampstream/search/options.hpp>

#include <ampstream/kmer/distinct_words.hpp>

namespace ampstream::search
{

option_list describe(option_places const & places)
{
    std::string const & target = places.target;
    return {{.name = "id",
             .value = places.id,
             .help = "Lowest identity with a " + target + " that is accepted, as a fraction",
             .unit = "FRACTION",
             .lowest = 0.0,
             .highest = 1.0,
             .counterpart = "vsearch --id"},
            {.name = "iddef",
             .value = places.iddef,
             .help = "What identity is: matches by 0 shorter sequence, 1 and 4 columns, 2 columns without terminal "
                     "gaps; 3 mismatches and gap openings by longer sequence",
             .lowest = 0.0,
             .highest = 4.0,
             .counterpart = "vsearch --iddef"},
            {.name = "maxaccepts",
             .value = places.maxaccepts,
             .help = "Accepted " + target + "s that end the search of a strand; 0: no limit",
             .unit = target + "s",
             .counterpart = "vsearch --maxaccepts"},
            {.name = "maxrejects",
             .value = places.maxrejects,
             .help = "Rejected " + target + "s that end the search of a strand; 0: no limit" + places.rejects_default,
             .unit = target + "s",
             .counterpart = "vsearch --maxrejects"},
            {.name = "strand",
             .value = places.strand,
             .help = "Search sequences as they are, or also their reverse complements",
             .choices = {"plus", "both"},
             .counterpart = "vsearch --strand"},
            {.name = "qmask",
             .value = places.qmask,
             .help = "What makes no words: low complexity (dust), lower-case letters (soft), nothing (none)",
             .choices = {"none", "dust", "soft"},
             .counterpart = "vsearch --qmask"},
            {.name = "wordlength",
             .value = places.wordlength,
             .help = "Length of the words that candidates share",
             .unit = "bases",
             .lowest = kmer::shortest_word,
             .highest = kmer::longest_word,
             .counterpart = "vsearch --wordlength"},
            {.name = "minwordmatches",
             .value = places.minwordmatches,
             .help = "Words a candidate shares at least; by default 12 for words of 8",
             .unit = "words",
             .counterpart = "vsearch --minwordmatches"}};
}

} // namespace ampstream::search
