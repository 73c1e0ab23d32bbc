// SPDX-License-Identifier: BSD-3-Clause
// run.json: what a result was made from and how.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <ampstream/core/option.hpp>
#include <ampstream/pipeline/intake.hpp>
#include <ampstream/pipeline/stage_files.hpp>

namespace ampstream::pipeline
{

/// A named figure of a stage ("clusters", 421).
struct figure
{
    std::string stage{};
    std::string name{};
    std::uint64_t value{};
};

/// Everything `run.json` says (the fate of each sample's reads is in `read_tracking.tsv`). It holds no time, host name
/// or thread count: the same run gives the same bytes.
struct provenance
{
    std::string version{};                                        ///< of the program
    std::vector<std::pair<std::string, std::string>> libraries{}; ///< name and version of what results depend on
    option_list options{};                                        ///< as they were in force
    std::vector<input_file> inputs{};                             ///< reads, in the order they were read
    input_file sheet{};                                           ///< of the samples, if there is one
    input_file reference{};                                       ///< of the classifier
    input_file species_reference{};                               ///< of species, if there is one
    std::vector<std::string> left_out{}; ///< files in the folder that were not used, with the reason
    std::vector<figure> figures{};       ///< in the order of the stages
};

/// Hands the record to `write` in pieces, as indented JSON text; the inputs one by one, because a study may have ten
/// thousands of them.
void write_provenance(provenance const & record, text_sink const & write);

} // namespace ampstream::pipeline
