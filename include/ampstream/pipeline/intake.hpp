// SPDX-License-Identifier: BSD-3-Clause
// From the reads of all samples to the pool of uniques: one stream.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/pipeline/intake_options.hpp>
#include <ampstream/pipeline/observer.hpp>
#include <ampstream/pipeline/stage_files.hpp>
#include <ampstream/pipeline/tracking.hpp>
#include <ampstream/runfolder/samples.hpp>

namespace ampstream::pipeline
{

/// An input file and what identifies its contents.
struct input_file
{
    std::string path{};
    std::string sha256{}; ///< of the bytes of the file, hexadecimal
    std::string sample{}; ///< whose reads it holds; "" for other files
};

/// What the stream leaves behind.
struct intake
{
    unique_set uniques{};             ///< pooled, abundance descending, counts by sample index
    read_tracking tracking{};         ///< of every sample, up to the pool
    std::vector<input_file> inputs{}; ///< in the order they were read
    std::uint64_t rare_uniques{};     ///< uniques of the pool that were dropped for their abundance
};

/// Reads, merges, trims, filters and dereplicates every sample, then pools them in the order of the study.
/// Memory: batches in flight, the uniques of one sample, the uniques of the pool.
/// `files` receives the reads after each stage.
/// Throws what the readers throw, for the first bad record in the order of the inputs.
[[nodiscard]] intake take_in(runfolder::study const & study,
                             intake_options const & chosen,
                             stage_files & files,
                             exec::thread_budget const & budget,
                             observer & watcher);

} // namespace ampstream::pipeline
