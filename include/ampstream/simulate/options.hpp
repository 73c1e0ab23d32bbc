// SPDX-License-Identifier: BSD-3-Clause
// What a simulated study looks like: community, PCR, library, sequencer.
#pragma once

#include <cstdint>
#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::simulate
{

/// All settings of a simulated study. The defaults are a V3–V4 library on a MiSeq with v3 chemistry.
struct options
{
    // amplicons
    std::string forward{"CCTACGGGNGGCWGCAG"};     ///< forward primer (341F), IUPAC, 5'→3'
    std::string reverse{"GACTACHVGGGTATCTAATCC"}; ///< reverse primer (805R), IUPAC, 5'→3'
    std::uint64_t primer_mismatches{2};           ///< mismatches a primer may have with the reference
    std::uint64_t min_amplicon{50};               ///< shortest insert between the primers, bases
    std::uint64_t max_amplicon{1200};             ///< longest insert between the primers, bases

    // communities
    std::uint64_t samples{12};
    std::uint64_t groups{2};
    std::uint64_t pairs{20000};   ///< mean read pairs of a sample
    double depth_spread{0.2};     ///< standard deviation of ln(pairs)
    std::uint64_t taxa{200};      ///< templates in the pool all groups share
    double abundance_spread{1.5}; ///< standard deviation of ln(abundance) over the pool
    double sample_spread{0.5};    ///< standard deviation of ln(abundance) of a template between samples of a group
    double absence{0.2};          ///< chance that a template is missing from a sample
    double effect{4.0};           ///< fold change of the templates that differ
    double differing{0.2};        ///< share of the pool that differs in some group

    // PCR
    std::uint64_t cycles{30};
    double efficiency{0.9};          ///< share of molecules copied in a cycle
    double pcr_error{2e-6};          ///< substitutions per base copied
    std::uint64_t molecules{100000}; ///< template molecules that enter the PCR of a sample
    double chimeras{0.05};           ///< share of chimeric molecules among the reads

    // library
    bool no_primers{};        ///< the reads begin behind the primers
    std::uint64_t spacer{0};  ///< longest heterogeneity spacer before a primer, bases
    double flipped{0.0};      ///< share of fragments read from the other end
    double contaminants{0.0}; ///< share of fragments of the contaminant file

    // sequencer
    std::string profile{"miseq300"};
    std::uint64_t length{0}; ///< bases of a read; 0: the profile's own
    std::uint64_t lanes{1};
    double indel_rate{5e-6}; ///< insertions and deletions per base sequenced

    std::string prefix{"S"}; ///< start of the samples' names
    std::uint64_t seed{1};

    /// Throws `usage_error` for values that are out of range or contradict each other.
    void validate() const;
};

/// The options of `simulate`, bound to `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::simulate
