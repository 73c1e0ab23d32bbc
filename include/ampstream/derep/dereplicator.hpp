// SPDX-License-Identifier: BSD-3-Clause
// The uniques of one sample.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/derep/options.hpp>
#include <ampstream/derep/stats.hpp>
#include <ampstream/derep/unique_store.hpp>

namespace ampstream::derep
{

/// `sequence_hash` of every read of a batch, in order: the part of the work that can be done in parallel.
[[nodiscard]] std::vector<std::uint64_t> digest(read_batch const & batch);

/// What a dereplicator leaves behind.
struct dereplicated
{
    unique_set uniques{}; ///< by abundance descending, then label bytes, then first occurrence
    stats counted{};
};

/// Full-length dereplication in the manner of `vsearch --derep_fulllength`: case and U/T do not count, the first read
/// stands for its unique with its label (the header up to the first blank) and its letters as they are. A collecting
/// stage.
class dereplicator
{
public:
    explicit dereplicator(options const & chosen) : options_{chosen} {}

    /// Adds the reads of a batch, each once. `digests` comes from `digest(batch)`.
    void add(read_batch const & batch, std::vector<std::uint64_t> const & digests);
    /// The uniques; `prefix` + rank (from 1) replaces their labels unless `prefix` is empty.
    [[nodiscard]] dereplicated finish(std::string_view prefix) &&;

private:
    options options_;
    unique_store store_{};
    stats stats_{};
};

} // namespace ampstream::derep
