// SPDX-License-Identifier: BSD-3-Clause
// The actor of this room: batches of pairs in, merged reads out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/merge/options.hpp>
#include <ampstream/merge/quality_tables.hpp>
#include <ampstream/merge/stats.hpp>

namespace ampstream::merge
{

/// What happened to one pair. Errors and differences are 0 unless a merged read was built (merged,
/// too_many_expected_errors).
struct verdict
{
    reason why{};
    std::uint32_t forward_differences{}; ///< bases of the forward read the consensus overruled
    std::uint32_t reverse_differences{};
    double forward_errors{}; ///< expected errors of the forward read, as far as it is part of the merged read
    double reverse_errors{};
    double merged_errors{};
};

/// Everything about the pairs of a batch, for a caller who writes the unmerged ones or tables of errors.
struct detailed_outcome
{
    std::vector<verdict> verdicts{}; ///< one a pair, in order
    /// The pairs that were not merged, whole, as VSEARCH writes them: upper case, the quality of N set to 0 where
    /// merging got so far as to do so.
    pair_batch unmerged{};
};

/// Receives the merged reads one by one, in order, each with the record number of its pair. The view is good during the
/// call.
using read_sink = std::function<void(read_view const & merged, std::uint64_t record)>;

/// Names of the two inputs, for messages.
struct input_names
{
    std::string forward{"forward reads"};
    std::string reverse{"reverse reads"};
};

/// Merges pairs as `vsearch --fastq_mergepairs` does. `const` and safe to share between threads.
class merger
{
public:
    /// Throws `usage_error` when the options contradict themselves.
    explicit merger(options const & chosen);

    /// Appends the merged reads of `pairs` to `merged`, in order, with the header of the forward read and the record
    /// number of the pair. Throws `input_error` naming file and record for a quality outside qmin … qmax.
    stats operator()(pair_batch const & pairs, read_batch & merged, input_names const & names = {}) const;
    /// The same for a receiver.
    stats operator()(pair_batch const & pairs, read_sink const & take, input_names const & names = {}) const;
    /// The first, and tells what happened to each pair.
    stats operator()(pair_batch const & pairs,
                     read_batch & merged,
                     detailed_outcome & outcome,
                     input_names const & names = {}) const;

private:
    stats
    run(pair_batch const & pairs, read_sink const & take, detailed_outcome * outcome, input_names const & names) const;

    options options_;
    std::shared_ptr<quality_tables const> tables_;
};

} // namespace ampstream::merge
