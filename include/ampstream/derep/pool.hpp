// SPDX-License-Identifier: BSD-3-Clause
// The uniques of all samples together, with the count in each sample.
#pragma once

#include <cstdint>
#include <vector>

#include <ampstream/core/unique_set.hpp>
#include <ampstream/derep/unique_store.hpp>

namespace ampstream::derep
{

/// The pool, and what its abundance threshold left out.
struct pooled
{
    unique_set uniques{};                       ///< in VSEARCH's order, with sample counts
    std::uint64_t dropped_uniques{};            ///< rarer than the threshold
    std::vector<std::uint64_t> dropped_reads{}; ///< by sample index, for every sample that was added
};

/// Pools per-sample uniques. Order and labels are those of `vsearch --derep_fulllength --sizein --sizeout` on the
/// concatenation of the samples' uniques written with `;size=N`: the first sample in which a unique was seen labels it,
/// and ties of abundance compare that label with its `;size=N` behind it.
class pool
{
public:
    /// Samples are added with ascending indices, each once.
    void add(std::uint32_t sample, unique_set const & uniques);
    /// Keeps uniques with at least `min_abundance` reads in all samples together.
    [[nodiscard]] pooled finish(std::uint64_t min_abundance) &&;

private:
    struct occurrence
    {
        std::uint32_t unique{};
        sample_count counted{};
    };
    unique_store store_{};
    std::vector<occurrence> occurrences_{}; ///< in the order of samples
    std::uint32_t samples_{};
};

} // namespace ampstream::derep
