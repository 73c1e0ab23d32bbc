// SPDX-License-Identifier: BSD-3-Clause
// The uniques of one sample.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/derep/member_list.hpp>
#include <ampstream/derep/options.hpp>
#include <ampstream/derep/stats.hpp>
#include <ampstream/derep/unique_store.hpp>
#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::derep
{

/// The hash of every read of a batch, in order: the part of the work that can be done in parallel. `both_strands` as in
/// the options of the dereplicator that takes the batch.
[[nodiscard]] std::vector<std::uint64_t> digest(read_batch const & batch, bool both_strands = false);

/// A unique that is reported.
struct reported_unique
{
    std::string_view label;
    std::string_view sequence;
    std::uint64_t abundance{};
    std::uint64_t rank{}; ///< from 1
};

/// Appends a reported unique to a text. Called from several threads at once.
using unique_format = std::function<void(std::string & text, reported_unique const & one)>;

/// What a dereplicator counted.
struct summary
{
    stats counted{};
    std::uint64_t reported{};        ///< uniques
    std::uint64_t found_uniques{};   ///< before the limits on abundance and number
    std::uint64_t found_abundance{}; ///< of all of them
};

/// The same with the uniques.
struct dereplicated : summary
{
    unique_set uniques{}; ///< by abundance descending, then label bytes, then first occurrence
};

/// Full-length dereplication in the manner of `vsearch --derep_fulllength`: case and U/T do not count, the first read
/// stands for its unique with its label (the header up to the first blank) and its letters as they are. A collecting
/// stage.
class dereplicator
{
public:
    /// `keeps_members`: remember every label, for the .uc table.
    explicit dereplicator(options const & chosen, bool keeps_members = false)
        : options_{chosen}, keeps_members_{keeps_members}, store_{chosen.takes_both_strands()}
    {
    }

    /// Adds the reads of a batch. `digests` comes from `digest(batch, …)`; `file` is named in messages. Throws
    /// `input_error` for a `;size=` that is 0 or too large for 63 bits, with `sizein`.
    void add(read_batch const & batch, std::vector<std::uint64_t> const & digests, std::string_view file = {});
    /// Writes the reported uniques, made into text in parallel, in the order of `dereplicated::uniques`. `uc`, if
    /// given, receives the .uc table of all uniques, whatever the limits; precondition: members are kept.
    summary write(exec::thread_budget const & budget,
                  unique_format const & append,
                  text_sink const & take,
                  text_sink const & uc = {}) &&;
    /// All uniques at once; `prefix` + rank replaces their labels unless `prefix` is empty.
    [[nodiscard]] dereplicated finish(std::string_view prefix, text_sink const & uc = {}) &&;

private:
    [[nodiscard]] std::vector<std::uint32_t> sort(summary & done);
    void choose(std::vector<std::uint32_t> & order, summary & done) const;

    options options_;
    bool keeps_members_;
    unique_store store_;
    member_list members_{};
    stats stats_{};
};

} // namespace ampstream::derep
