// SPDX-License-Identifier: BSD-3-Clause
// The options' names, ranges and contradictions.
#include <ampstream/simulate/options.hpp>

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/simulate/quality_model.hpp>

namespace ampstream::simulate
{

namespace
{

void check_primer(std::string_view name, std::string_view primer)
{
    if (primer.empty() || std::ranges::any_of(primer, [](char letter) { return nucleotide_set(letter) == 0; }))
        throw usage_error{fmt::format("--{} is '{}'; it takes a primer in IUPAC letters", name, primer)};
}

void check_prefix(std::string_view prefix)
{
    auto const is_bad = [](char letter) { return letter == '/' || static_cast<unsigned char>(letter) < ' '; };
    if (prefix.empty() || prefix.front() == '.' || prefix.front() == '-' || std::ranges::any_of(prefix, is_bad))
        throw usage_error{fmt::format(
            "--prefix is '{}'; it takes the start of a file name, without '/', not beginning with '.' or '-'", prefix)};
}

} // namespace

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
    check_primer("forward", forward);
    check_primer("reverse", reverse);
    check_prefix(prefix);
    if (min_amplicon > max_amplicon)
        throw usage_error{
            fmt::format("--min-amplicon is {}, more than --max-amplicon, {}", min_amplicon, max_amplicon)};
    if (groups > samples)
        throw usage_error{fmt::format("--groups is {}, more than --samples, {}", groups, samples)};
}

option_list describe(options & chosen)
{
    option_list list;
    auto const add = [&list](std::string name, option_target value, std::string help, std::string unit = {})
    { list.push_back({.name = std::move(name), .value = value, .help = std::move(help), .unit = std::move(unit)}); };
    auto const add_number =
        [&](std::string name, option_target value, std::string help, std::string unit, double lowest, double highest)
    {
        add(std::move(name), value, std::move(help), std::move(unit));
        list.back().lowest = lowest;
        list.back().highest = highest;
    };
    add_number("samples", &chosen.samples, "Samples to make", "samples", 1, 100000);
    add_number("groups", &chosen.groups, "Groups the samples are dealt to", "groups", 1, 1000);
    add_number("pairs", &chosen.pairs, "Read pairs of a sample, on average", "pairs", 1, 1e9);
    add_number("depth-spread", &chosen.depth_spread, "Standard deviation of ln(pairs) between samples", "", 0, 3);
    add_number("taxa", &chosen.taxa, "Reference amplicons in the pool the groups share", "amplicons", 1, 1e6);
    add_number("abundance-spread", &chosen.abundance_spread, "Standard deviation of ln(abundance) in the pool", "", 0,
               5);
    add_number("sample-spread", &chosen.sample_spread, "Standard deviation of ln(abundance) of a taxon between samples",
               "", 0, 5);
    add_number("absence", &chosen.absence, "Chance that a taxon is missing from a sample", "", 0, 1);
    add_number("effect", &chosen.effect, "Fold change of the taxa that differ between groups", "", 1, 1e6);
    add_number("differing", &chosen.differing, "Share of the taxa that differ between groups", "", 0, 1);
    add("forward", &chosen.forward, "Forward primer, IUPAC (default: 341F)", "SEQUENCE");
    add("reverse", &chosen.reverse, "Reverse primer, IUPAC (default: 805R)", "SEQUENCE");
    add_number("primer-mismatches", &chosen.primer_mismatches, "Mismatches of a primer with a reference", "bases", 0,
               20);
    add_number("min-amplicon", &chosen.min_amplicon, "Shortest amplicon without primers", "bases", 1, 1e5);
    add_number("max-amplicon", &chosen.max_amplicon, "Longest amplicon without primers", "bases", 1, 1e5);
    add_number("cycles", &chosen.cycles, "PCR cycles", "cycles", 0, 60);
    add_number("efficiency", &chosen.efficiency, "Share of molecules copied in a cycle", "", 0, 1);
    add_number("pcr-error", &chosen.pcr_error, "Substitutions of the polymerase per base copied", "", 0, 0.01);
    add_number("molecules", &chosen.molecules, "Template molecules that enter the PCR of a sample", "molecules", 1,
               1e6);
    add_number("chimeras", &chosen.chimeras, "Share of chimeric reads", "", 0, 1);
    add("no-primers", &chosen.no_primers, "Reads begin behind the primers");
    add_number("spacer", &chosen.spacer, "Longest heterogeneity spacer before a primer", "bases", 0, 50);
    add_number("flipped", &chosen.flipped, "Share of fragments read from the other end", "", 0, 1);
    add_number("contaminants", &chosen.contaminants, "Share of reads from the contaminant file", "", 0, 1);
    add("profile", &chosen.profile, "Qualities: miseq300, miseq250 or novaseq (scores 2, 11, 25, 37)");
    list.back().choices = profile_names();
    add_number("length", &chosen.length, "Bases of a read; 0: the profile's own", "bases", 0, 600);
    add_number("lanes", &chosen.lanes, "Lanes each sample is spread over", "lanes", 1, 8);
    add_number("indel-rate", &chosen.indel_rate, "Insertions and deletions per base sequenced", "", 0, 0.001);
    add("prefix", &chosen.prefix, "Start of the samples' names; a number follows");
    add("seed", &chosen.seed, "Seed of all draws");
    return list;
}

} // namespace ampstream::simulate
