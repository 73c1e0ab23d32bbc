// SPDX-License-Identifier: BSD-3-Clause
// The list of subsampling's options.
#include <ampstream/subsample/options.hpp>

#include <cmath>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::subsample
{

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
    if (sample_size.has_value() == sample_pct.has_value())
        throw usage_error{"give one of --sample_size and --sample_pct"};
}

std::uint64_t options::draws_of(std::uint64_t reads) const
{
    if (!sample_size)
        return static_cast<std::uint64_t>(std::floor(static_cast<double>(reads) * sample_pct.value_or(0.0) / 100.0));
    if (*sample_size > reads)
        throw usage_error{fmt::format("--sample_size is {}; there are only {} reads", *sample_size, reads)};
    return *sample_size;
}

option_list describe(options & chosen)
{
    return {{.name = "sample_size",
             .value = &chosen.sample_size,
             .help = "Number of reads to draw",
             .unit = "reads",
             .lowest = 1.0,
             .counterpart = "vsearch --sample_size"},
            {.name = "sample_pct",
             .value = &chosen.sample_pct,
             .help = "Share of reads to draw",
             .unit = "PERCENT",
             .lowest = 0.0,
             .highest = 100.0,
             .counterpart = "vsearch --sample_pct"},
            {.name = "randseed",
             .value = &chosen.randseed,
             .help = "Seed of the draw: the same seed draws the same reads",
             .lowest = 1.0,
             .highest = 4294967295.0,
             .counterpart = "vsearch --randseed"},
            {.name = "sizein",
             .value = &chosen.sizein,
             .help = "A sequence is as many reads as its label says (;size=N)",
             .counterpart = "vsearch --sizein"}};
}

} // namespace ampstream::subsample
