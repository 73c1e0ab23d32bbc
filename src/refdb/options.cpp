// SPDX-License-Identifier: BSD-3-Clause
// The list of options for building references.
#include <ampstream/refdb/options.hpp>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/refdb/lineage_rules.hpp>
#include <ampstream/trim/options.hpp>

namespace ampstream::refdb
{

void options::validate() const
{
    options checked = *this;
    check_ranges(describe(checked));
    if (error_rate >= 1.0)
        throw usage_error{fmt::format("--error-rate is {}; it takes a value from 0 to below 1", error_rate)};
    for (std::string const & domain : domains)
        if (domain.empty())
            throw usage_error{"--domains has an empty name; it takes names such as Bacteria,Archaea, or all"};
    if (cuts_region())
        (void)trim::chosen_primers({.primers = primers, .forward = forward, .reverse = reverse});
}

std::uint64_t shortest(options const & chosen, source from, bool is_archaeal) noexcept
{
    constexpr std::uint64_t silva = 1200;
    constexpr std::uint64_t silva_archaea = 900;
    constexpr std::uint64_t others = 100;
    if (is_archaeal && chosen.min_length_archaea.has_value())
        return *chosen.min_length_archaea;
    if (chosen.min_length.has_value())
        return *chosen.min_length;
    if (from != source::silva)
        return others;
    return is_archaeal ? silva_archaea : silva;
}

option_list describe(options & chosen)
{
    return {
        {.name = "domains",
         .value = &chosen.domains,
         .help = "Domains to keep, by name; all: every one",
         .unit = "NAMES"},
        {.name = "min-length",
         .value = &chosen.min_length,
         .help =
             "Drop shorter sequences, before a region is cut; default: 1200 (Archaea: 900) for silva, 100 for others",
         .unit = "bases",
         .lowest = 0.0},
        {.name = "min-length-archaea",
         .value = &chosen.min_length_archaea,
         .help = "The same for Archaea; default: --min-length if given, else 900 for silva and 100 for others",
         .unit = "bases",
         .lowest = 0.0},
        {.name = "max-ambiguous",
         .value = &chosen.max_ambiguous,
         .help = "Drop sequences with more letters other than A, C, G, T, U",
         .unit = "bases",
         .lowest = 0.0},
        {.name = "organelles",
         .value = &chosen.organelles,
         .help = "Chloroplasts and mitochondria: keep them, so that such reads can be recognised, or drop",
         .choices = {"keep", "drop"}},
        {.name = "placeholders",
         .value = &chosen.placeholders,
         .help = "Names such as uncultured and Incertae Sedis: qualify puts the name above in front "
                 "(Ruminococcaceae_uncultured), blank makes them Ruminococcaceae_unclassified, keep leaves them",
         .choices = {placeholder_rule_names.begin(), placeholder_rule_names.end()}},
        {.name = "unranked",
         .value = &chosen.unranked,
         .help = "Lineages that the table of ranks does not have: drop the sequence, or shorten to what the table has",
         .choices = {"drop", "shorten"}},
        {.name = "keep-identical",
         .value = &chosen.keep_identical,
         .help = "Keep every copy of a sequence within a lineage; default: the first one only"},
        {.name = "primers",
         .value = &chosen.primers,
         .help = "Cut the region between the primers of a built-in set, such as v3v4",
         .unit = "SET"},
        {.name = "forward",
         .value = &chosen.forward,
         .help = "Forward primer of the region, 5' to 3', IUPAC letters",
         .unit = "SEQUENCE"},
        {.name = "reverse",
         .value = &chosen.reverse,
         .help = "Reverse primer of the region, 5' to 3' as ordered, IUPAC letters",
         .unit = "SEQUENCE"},
        {.name = "error-rate",
         .value = &chosen.error_rate,
         .help = "Mismatches allowed per primer base that is not N, rounded down, below 1",
         .unit = "mismatches per base",
         .lowest = 0.0,
         .highest = 1.0,
         .counterpart = "qiime feature-classifier extract-reads --p-identity 0.8"},
        {.name = "min-region",
         .value = &chosen.min_region,
         .help = "Drop sequences with fewer bases between the primers",
         .unit = "bases",
         .lowest = 1.0,
         .counterpart = "qiime feature-classifier extract-reads --p-min-length"},
        {.name = "header",
         .value = &chosen.header,
         .help =
             "Form of the headers written: rdp (id<TAB>Root;Domain;...), sintax (id;tax=d:...), dada2 (Domain;...;)",
         .choices = {"rdp", "sintax", "dada2"}},
    };
}

} // namespace ampstream::refdb
