// SPDX-License-Identifier: BSD-3-Clause
// Options of the part of a run that looks at reads.
#pragma once

#include <cstdint>

#include <ampstream/filter/options.hpp>
#include <ampstream/merge/options.hpp>
#include <ampstream/trim/options.hpp>

namespace ampstream::pipeline
{

/// The streaming stages' own options, and two limits of dereplication.
struct intake_options
{
    merge::options merge{};
    bool trims{true}; ///< false: the reads have no primers (any more), nothing is cut
    trim::options trim{};
    filter::options filter{};
    std::uint64_t minseqlength{32}; ///< shortest read that is dereplicated, in bases, as in VSEARCH
    std::uint64_t minuniquesize{2}; ///< rarer uniques of the pool are dropped: 2 drops singletons
};

} // namespace ampstream::pipeline
