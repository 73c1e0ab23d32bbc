// SPDX-License-Identifier: BSD-3-Clause
// The list of options and what must hold between them.
#include <ampstream/trim/options.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::trim
{

namespace
{

void check_error_rate(primer const & one, double error_rate)
{
    auto const known = std::ranges::count_if(one.sequence, [](char letter) { return letter != 'N'; });
    if (one.sequence.empty() || error_rate < 1.0 || error_rate < static_cast<double>(known))
        return;
    throw usage_error{fmt::format("--error-rate is {}; the primer {} has {} bases that are not N, so it would be found "
                                  "everywhere",
                                  error_rate, one.sequence, known)};
}

} // namespace

void options::validate() const
{
    options checked = *this;
    check_ranges(describe(checked));
    primer_set const set = chosen_primers(*this);
    check_error_rate(set.forward, error_rate);
    check_error_rate(set.reverse, error_rate);
    if (set.forward.sequence.empty() && (require == "forward" || anchor == "forward"))
        throw usage_error{"--require and --anchor name the forward primer, but none is given"};
    if (set.reverse.sequence.empty() && (require == "reverse" || anchor == "reverse"))
        throw usage_error{"--require and --anchor name the reverse primer, but none is given"};
}

option_list describe(options & chosen)
{
    std::string names;
    for (primer_set const & set : primer_sets())
        names += (names.empty() ? "" : ", ") + set.name;
    return {
        {.name = "primers", .value = &chosen.primers, .help = "Built-in primers: " + names, .unit = "SET"},
        {.name = "forward",
         .value = &chosen.forward,
         .help = "Forward primer, 5' to 3', IUPAC letters; instead of the set's",
         .unit = "SEQUENCE",
         .counterpart = "cutadapt -g"},
        {.name = "reverse",
         .value = &chosen.reverse,
         .help = "Reverse primer, 5' to 3' as ordered, IUPAC letters; instead of the set's",
         .unit = "SEQUENCE",
         .counterpart = "cutadapt -G"},
        {.name = "error-rate",
         .value = &chosen.error_rate,
         .help =
             "Errors allowed per aligned primer base that is not N, rounded down; from 1 on: errors per whole primer",
         .unit = "errors per base",
         .lowest = 0.0,
         .highest = static_cast<double>(longest_primer),
         .counterpart = "cutadapt -e"},
        {.name = "overlap",
         .value = &chosen.overlap,
         .help = "A primer that runs over the end of the read counts when this many bases of it are there",
         .unit = "bases",
         .lowest = 1.0,
         .highest = static_cast<double>(longest_primer),
         .counterpart = "cutadapt -O"},
        {.name = "anchor",
         .value = &chosen.anchor,
         .help = "Primers that must lie at the very end of the read, whole",
         .choices = {"none", "forward", "reverse", "both"},
         .counterpart = "cutadapt ^ and $"},
        {.name = "require",
         .value = &chosen.require,
         .help = "Primers a read must have to be trimmed",
         .choices = {"both", "forward", "reverse", "any"},
         .counterpart = "cutadapt ;required ;optional, --pair-filter"},
        {.name = "indels",
         .value = &chosen.indels,
         .help = "Count inserted and missing bases as errors, too",
         .counterpart = "cutadapt without --no-indels"},
        {.name = "match-read-wildcards",
         .value = &chosen.match_read_wildcards,
         .help = "IUPAC letters of a read match what they stand for; else only an N of the primer matches them",
         .counterpart = "cutadapt --match-read-wildcards"},
        {.name = "orient",
         .value = &chosen.orient,
         .help = "Also try the other strand (pairs: the mates swapped), keep the better and turn the read",
         .counterpart = "cutadapt --revcomp"},
        {.name = "read-through",
         .value = &chosen.read_through,
         .help = "Pairs: also cut the other primer where a mate runs through a short amplicon",
         .counterpart = "cutadapt -a 'FWD;required...RC(REV)'"},
        {.name = "keep-untrimmed",
         .value = &chosen.keep_untrimmed,
         .help = "Let reads without primers pass, unchanged",
         .counterpart = "cutadapt without --discard-untrimmed"},
        {.name = "minlen",
         .value = &chosen.minlen,
         .help = "Discard reads that are shorter after trimming",
         .unit = "bases",
         .lowest = 0.0,
         .counterpart = "cutadapt -m"},
    };
}

primer_set chosen_primers(options const & chosen)
{
    primer_set set{};
    if (!chosen.primers.empty())
        set = find_primer_set(chosen.primers);
    else if (chosen.forward.empty() && chosen.reverse.empty())
        throw usage_error{"no primers are given: --primers SET (such as v3v4), or --forward and --reverse"};
    if (!chosen.forward.empty())
        set.forward = {"forward", normalised_primer(chosen.forward, "forward"), {}};
    if (!chosen.reverse.empty())
        set.reverse = {"reverse", normalised_primer(chosen.reverse, "reverse"), {}};
    if (!chosen.forward.empty() || !chosen.reverse.empty())
    {
        set.name = "given";
        set.alias = set.forward.name + "/" + set.reverse.name;
    }
    return set;
}

} // namespace ampstream::trim
