// SPDX-License-Identifier: BSD-3-Clause
// The list of options of chimera detection.
#include <ampstream/chimera/options.hpp>

namespace ampstream::chimera
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
}

double options::skew() const noexcept
{
    constexpr double usual = 2.0;
    constexpr double of_uchime3 = 16.0;
    return abskew.value_or(method == "uchime3" ? of_uchime3 : usual);
}

kmer::masking options::query_masking(bool has_reference) const
{
    kmer::masking const named = kmer::masking_named(qmask);
    return has_reference && named == kmer::masking::dust ? kmer::masking::soft : named;
}

option_list describe(options & chosen)
{
    return {{.name = "method",
             .value = &chosen.method,
             .help = "uchime scores models; uchime2 and uchime3 accept perfect models only",
             .choices = {"uchime", "uchime2", "uchime3"},
             .counterpart = "vsearch --uchime_denovo, --uchime2_denovo, --uchime3_denovo"},
            {.name = "abskew",
             .value = &chosen.abskew,
             .help = "Least abundance of a de novo parent, times that of the query (default 2; uchime3: 16)",
             .lowest = 1.0,
             .counterpart = "vsearch --abskew"},
            {.name = "minh",
             .value = &chosen.minh,
             .help = "Least score of a chimera",
             .lowest = 0.0,
             .counterpart = "vsearch --minh"},
            {.name = "mindiv",
             .value = &chosen.mindiv,
             .help = "Least gain of the model over the closer parent",
             .unit = "percent points",
             .lowest = 0.0,
             .counterpart = "vsearch --mindiv"},
            {.name = "mindiffs",
             .value = &chosen.mindiffs,
             .help = "Least informative columns on either side of the break point",
             .unit = "columns",
             .lowest = 1.0,
             .counterpart = "vsearch --mindiffs"},
            {.name = "xn",
             .value = &chosen.xn,
             .help = "Weight of a vote against the model",
             .lowest = 1.0,
             .counterpart = "vsearch --xn"},
            {.name = "dn",
             .value = &chosen.dn,
             .help = "Pseudo-count of votes against the model",
             .lowest = 0.0,
             .counterpart = "vsearch --dn"},
            {.name = "qmask",
             .value = &chosen.qmask,
             .help = "Which regions give no words: dust (low complexity; with --db as soft), soft (lower case), none",
             .choices = {"dust", "soft", "none"},
             .counterpart = "vsearch --qmask"},
            {.name = "dbmask",
             .value = &chosen.dbmask,
             .help = "Which regions of references give no words: dust (low complexity), soft (lower case), none",
             .choices = {"dust", "soft", "none"},
             .counterpart = "vsearch --dbmask"}};
}

} // namespace ampstream::chimera
