// SPDX-License-Identifier: BSD-3-Clause
// Are the primers that are to be cut in these reads at all? Asked before hours are spent on the wrong answer.
#pragma once

#include <string>

#include <ampstream/runfolder/samples.hpp>
#include <ampstream/trim/options.hpp>

namespace ampstream::pipeline
{

/// What the first reads of a study say about the primers.
struct primer_check
{
    std::uint64_t pairs{};     ///< looked at
    double usable_share{};     ///< of them, 0 to 1: have the primers that are required
    std::string explanation{}; ///< a paragraph: what was found where, and what to do
};

/// A smaller share than this is refused: the primers are the wrong ones.
inline constexpr double smallest_primer_share = 0.1;
/// Fewer pairs than this prove nothing.
inline constexpr std::uint64_t fewest_pairs_to_judge = 20;

/// Looks at the first pairs of samples spread evenly over the study. Samples whose first records are damaged are passed
/// over: the stream reports them with file and record.
[[nodiscard]] primer_check check_primers(runfolder::study const & study, trim::options const & chosen);

/// Throws `input_error` naming `source` (the folder or sheet) when a share below `smallest_primer_share` of enough
/// pairs has the primers a read must have. Options that let reads without primers pass are never refused.
void require_primers(primer_check const & found, trim::options const & chosen, std::string const & source);

} // namespace ampstream::pipeline
