// SPDX-License-Identifier: BSD-3-Clause
// The list of searching's options.
#include <ampstream/match/options.hpp>

#include <iterator>

#include <ampstream/search/options.hpp>

namespace ampstream::match
{

namespace
{

option_list describe_targets(options & chosen)
{
    return {{.name = "dbmask",
             .value = &chosen.dbmask,
             .help = "As --qmask, for targets",
             .choices = {"none", "dust", "soft"},
             .counterpart = "vsearch --dbmask"},
            {.name = "minseqlength",
             .value = &chosen.minseqlength,
             .help = "Shortest target that is searched; by default 32, in exact searches 1",
             .unit = "bases",
             .counterpart = "vsearch --minseqlength"},
            {.name = "maxseqlength",
             .value = &chosen.maxseqlength,
             .help = "Longest target that is searched",
             .unit = "bases",
             .lowest = 1.0,
             .counterpart = "vsearch --maxseqlength"}};
}

option_list describe_limits(options & chosen)
{
    return {{.name = "self",
             .value = &chosen.self,
             .help = "Refuse targets that have the query's label",
             .counterpart = "vsearch --self"},
            {.name = "selfid",
             .value = &chosen.selfid,
             .help = "Refuse targets that have the query's sequence",
             .counterpart = "vsearch --selfid"},
            {.name = "query_cov",
             .value = &chosen.query_cov,
             .help = "Least share of the query that is aligned",
             .unit = "FRACTION",
             .lowest = 0.0,
             .highest = 1.0,
             .counterpart = "vsearch --query_cov"},
            {.name = "target_cov",
             .value = &chosen.target_cov,
             .help = "Least share of the target that is aligned",
             .unit = "FRACTION",
             .lowest = 0.0,
             .highest = 1.0,
             .counterpart = "vsearch --target_cov"},
            {.name = "maxid",
             .value = &chosen.maxid,
             .help = "Highest identity of a hit, as a fraction",
             .unit = "FRACTION",
             .lowest = 0.0,
             .highest = 1.0,
             .counterpart = "vsearch --maxid"},
            {.name = "mid",
             .value = &chosen.mid,
             .help = "Least percentage of matches among aligned pairs of letters",
             .unit = "PERCENT",
             .lowest = 0.0,
             .highest = 100.0,
             .counterpart = "vsearch --mid"},
            {.name = "mincols",
             .value = &chosen.mincols,
             .help = "Fewest columns of an alignment, terminal gaps not counted",
             .unit = "columns",
             .counterpart = "vsearch --mincols"},
            {.name = "maxsubs",
             .value = &chosen.maxsubs,
             .help = "Most mismatches",
             .unit = "columns",
             .counterpart = "vsearch --maxsubs"},
            {.name = "maxgaps",
             .value = &chosen.maxgaps,
             .help = "Most gaps, terminal ones not counted",
             .unit = "gaps",
             .counterpart = "vsearch --maxgaps"},
            {.name = "maxdiffs",
             .value = &chosen.maxdiffs,
             .help = "Most mismatches and gap columns together, terminal gaps not counted",
             .unit = "columns",
             .counterpart = "vsearch --maxdiffs"},
            {.name = "top_hits_only",
             .value = &chosen.top_hits_only,
             .help = "Report only hits as good as the best",
             .counterpart = "vsearch --top_hits_only"},
            {.name = "maxhits",
             .value = &chosen.maxhits,
             .help = "Report at most this many hits of a query",
             .unit = "hits",
             .lowest = 1.0,
             .counterpart = "vsearch --maxhits"}};
}

} // namespace

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
    option_list list = search::describe({.id = &chosen.id,
                                         .iddef = &chosen.iddef,
                                         .maxaccepts = &chosen.maxaccepts,
                                         .maxrejects = &chosen.maxrejects,
                                         .strand = &chosen.strand,
                                         .qmask = &chosen.qmask,
                                         .wordlength = &chosen.wordlength,
                                         .minwordmatches = &chosen.minwordmatches,
                                         .target = "target"});
    for (option_list more : {describe_targets(chosen), describe_limits(chosen)})
        list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return list;
}

} // namespace ampstream::match
