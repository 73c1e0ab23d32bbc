// SPDX-License-Identifier: BSD-3-Clause
// The list of searching's options.
#include <ampstream/match/options.hpp>

#include <iterator>
#include <utility>

#include <ampstream/kmer/distinct_words.hpp>

namespace ampstream::match
{

namespace
{

option_list describe_search(options & chosen)
{
    return {{.name = "id",
             .value = &chosen.id,
             .help = "Lowest identity of a hit, as a fraction",
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
             .help = "Hits before the search of a strand ends; 0: no limit",
             .unit = "targets",
             .counterpart = "vsearch --maxaccepts"},
            {.name = "maxrejects",
             .value = &chosen.maxrejects,
             .help = "Misses before the search of a strand ends; 0: no limit",
             .unit = "targets",
             .counterpart = "vsearch --maxrejects"},
            {.name = "strand",
             .value = &chosen.strand,
             .help = "Search queries as they are, or also their reverse complements",
             .choices = {"plus", "both"},
             .counterpart = "vsearch --strand"},
            {.name = "qmask",
             .value = &chosen.qmask,
             .help = "What makes no words in queries: low complexity (dust), lower-case letters (soft), nothing (none)",
             .choices = {"none", "dust", "soft"},
             .counterpart = "vsearch --qmask"},
            {.name = "dbmask",
             .value = &chosen.dbmask,
             .help = "The same for targets",
             .choices = {"none", "dust", "soft"},
             .counterpart = "vsearch --dbmask"},
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
    option_list list = describe_search(chosen);
    option_list limits = describe_limits(chosen);
    list.insert(list.end(), std::make_move_iterator(limits.begin()), std::make_move_iterator(limits.end()));
    return list;
}

} // namespace ampstream::match
