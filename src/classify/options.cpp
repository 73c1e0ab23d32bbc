// SPDX-License-Identifier: BSD-3-Clause
// The list of options of classification.
#include <ampstream/classify/options.hpp>

#include <cstdint>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::classify
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
    constexpr std::uint64_t most_draws = 100'000'000; // of a query: 200 MB for each thread
    if (std::uint64_t{bootstraps} * min_words > most_draws)
        throw usage_error{fmt::format("bootstraps {} times min-words {} are more than {} draws a query", bootstraps,
                                      min_words, most_draws)};
}

option_list describe(options & chosen)
{
    return {
        {.name = "min-confidence",
         .value = &chosen.min_confidence,
         .help = "Names of less confidence are cut from the lineage",
         .unit = "share of rounds",
         .lowest = 0,
         .highest = 1,
         .counterpart = "rdp_classifier -c"},
        {.name = "bootstraps",
         .value = &chosen.bootstraps,
         .help = "Rounds of drawing an eighth of the words",
         .unit = "rounds",
         .lowest = 1,
         .highest = 100000},
        {.name = "min-words",
         .value = &chosen.min_words,
         .help = "Fewest words drawn in a round",
         .unit = "words",
         .lowest = 1,
         .highest = 100000,
         .counterpart = "rdp_classifier -w"},
        {.name = "seed", .value = &chosen.seed, .help = "Seed of the draws"},
        {.name = "rng",
         .value = &chosen.rng,
         .help = "Draws: our own, keyed by seed and sequence, or those of the RDP Classifier",
         .choices = {"own", "java"}},
        {.name = "orientation",
         .value = &chosen.orientation,
         .help = "Strand of the queries: found by their words, as given, or the other one",
         .choices = {"auto", "plus", "minus"}},
    };
}

} // namespace ampstream::classify
