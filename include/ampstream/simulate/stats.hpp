// SPDX-License-Identifier: BSD-3-Clause
// What happened while references became templates and templates became reads.
#pragma once

#include <cstdint>

namespace ampstream::simulate
{

/// References read = templates + the sum of the rest.
struct reference_stats
{
    std::uint64_t references{};
    std::uint64_t templates{};       ///< distinct amplicons
    std::uint64_t without_primers{}; ///< a primer site is missing
    std::uint64_t out_of_range{};    ///< amplicon too short or too long
    std::uint64_t ambiguous{};       ///< letters other than ACGT between the primers
    std::uint64_t same_amplicon{};   ///< an earlier reference has the same amplicon

    bool operator==(reference_stats const &) const = default;
};

/// Read pairs made; pairs = plain + chimeric + contaminant.
struct read_stats
{
    std::uint64_t pairs{};
    std::uint64_t chimeric{};
    std::uint64_t contaminant{};
    std::uint64_t flipped{};      ///< of all pairs
    std::uint64_t read_through{}; ///< pairs whose fragment is shorter than a read
    std::uint64_t pcr_errors{};   ///< substitutions, summed over pairs
    std::uint64_t read_errors{};  ///< wrong bases and indels made by the sequencer

    read_stats & operator+=(read_stats const & other) noexcept;
    bool operator==(read_stats const &) const = default;
};

} // namespace ampstream::simulate
