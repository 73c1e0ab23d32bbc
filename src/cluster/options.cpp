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
    check_ranges(describe_method(copy));
}

search::criteria options::limits() const
{
    constexpr std::uint64_t usual_rejects = 32;
    constexpr std::uint64_t rejects_of_fast = 8;
    constexpr double id_of_unoise = 0.9; // `id` is not looked at, as in VSEARCH
    return {.id = is_unoise() ? id_of_unoise : id,
            .iddef = static_cast<align::identity_definition>(iddef),
            .maxaccepts = maxaccepts,
            .maxrejects = maxrejects.value_or(method == "fast" ? rejects_of_fast : usual_rejects),
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
             .help = "Centroids rejected before a search ends; 0: no limit (default 32; with --method fast 8)",
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
             .counterpart = "vsearch --minwordmatches"},
            {.name = "sizeorder",
             .value = &chosen.sizeorder,
             .help = "Join the most abundant of the accepted centroids, not the most similar",
             .counterpart = "vsearch --sizeorder"}};
}

option_list describe_method(options & chosen)
{
    return {{.name = "method",
             .value = &chosen.method,
             .help =
                 "Order of the sequences: by abundance (size), by length (fast), as they come (smallmem); unoise: by "
                 "abundance, and the less similar a member is the less abundant it must be",
             .choices = {"size", "fast", "smallmem", "unoise"},
             .counterpart = "vsearch --cluster_size, --cluster_fast, --cluster_smallmem, --cluster_unoise"},
            {.name = "usersort",
             .value = &chosen.usersort,
             .help = "With --method smallmem: take the sequences in any order, not only the longest first",
             .counterpart = "vsearch --usersort"},
            {.name = "minsize",
             .value = &chosen.minsize,
             .help = "With --method unoise: least abundance of a sequence that is taken",
             .unit = "reads",
             .lowest = 1.0,
             .counterpart = "vsearch --minsize"},
            {.name = "unoise_alpha",
             .value = &chosen.unoise_alpha,
             .help = "With --method unoise: d differences are noise up to an abundance of 1 / 2^(alpha d + 1)",
             .lowest = 0.0,
             .counterpart = "vsearch --unoise_alpha"}};
}

} // namespace ampstream::cluster
