// SPDX-License-Identifier: BSD-3-Clause
// The list of clustering's options.
#include <ampstream/cluster/options.hpp>

#include <ampstream/search/options.hpp>

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
    option_list list = search::describe({.id = &chosen.id,
                                         .iddef = &chosen.iddef,
                                         .maxaccepts = &chosen.maxaccepts,
                                         .maxrejects = &chosen.maxrejects,
                                         .strand = &chosen.strand,
                                         .qmask = &chosen.qmask,
                                         .wordlength = &chosen.wordlength,
                                         .minwordmatches = &chosen.minwordmatches,
                                         .target = "centroid",
                                         .rejects_default = " (default 32; with --method fast 8)"});
    list.push_back({.name = "sizeorder",
                    .value = &chosen.sizeorder,
                    .help = "Join the most abundant of the accepted centroids, not the most similar",
                    .counterpart = "vsearch --sizeorder"});
    return list;
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
