// SPDX-License-Identifier: BSD-3-Clause
// The list of clustering's options.
#include <ampstream/cluster/options.hpp>

#include <ampstream/kmer/distinct_words.hpp>

namespace ampstream::cluster
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
}

search::criteria options::limits() const
{
    return {.id = id,
            .iddef = static_cast<align::identity_definition>(iddef),
            .maxaccepts = maxaccepts,
            .maxrejects = maxrejects,
            .minwordmatches = minwordmatches};
}

option_list describe(options & chosen)
{
    return {{.name = "id",
             .value = &chosen.id,
             .help = "Lowest identity of a member with its centroid, as a fraction",
             .unit = "FRACTION",
             .lowest = 0.0,
             .highest = 1.0,
             .counterpart = "vsearch --id"},
            {.name = "iddef",
             .value = &chosen.iddef,
             .help = "What identity is: matches by 0 shorter sequence, 1 and 4 columns, 2 columns without terminal "
                     "gaps; 3 mismatches and gap openings by longer sequence",
             .lowest = 0.0,
             .highest = 4.0,
             .counterpart = "vsearch --iddef"},
            {.name = "maxaccepts",
             .value = &chosen.maxaccepts,
             .help = "Centroids accepted before a search ends, the best of them is joined; 0: no limit",
             .unit = "centroids",
             .counterpart = "vsearch --maxaccepts"},
            {.name = "maxrejects",
             .value = &chosen.maxrejects,
             .help = "Centroids rejected before a search ends; 0: no limit",
             .unit = "centroids",
             .counterpart = "vsearch --maxrejects"},
            {.name = "strand",
             .value = &chosen.strand,
             .help = "Compare sequences as they are, or also their reverse complements",
             .choices = {"plus", "both"},
             .counterpart = "vsearch --strand"},
            {.name = "qmask",
             .value = &chosen.qmask,
             .help = "What makes no words: low complexity (dust), lower-case letters (soft), nothing (none)",
             .choices = {"none", "dust", "soft"},
             .counterpart = "vsearch --qmask"},
            {.name = "wordlength",
             .value = &chosen.wordlength,
             .help = "Length of the words that candidates share",
             .unit = "bases",
             .lowest = kmer::shortest_word,
             .highest = kmer::longest_word,
             .counterpart = "vsearch --wordlength"},
            {.name = "minwordmatches",
             .value = &chosen.minwordmatches,
             .help = "Words a candidate shares at least; by default 12 for words of 8",
             .unit = "words",
             .counterpart = "vsearch --minwordmatches"}};
}

} // namespace ampstream::cluster
