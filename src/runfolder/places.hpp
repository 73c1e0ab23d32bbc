// SPDX-License-Identifier: BSD-3-Clause
// Where below a run folder the FASTQ files lie.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ampstream::runfolder::detail
{

/// FASTQ files by their names in one place, ascending bytewise by path.
struct place
{
    std::filesystem::path folder{};
    std::vector<std::filesystem::path> files{};
};

/// The folder itself if it holds FASTQ files, else the place below it where Illumina's software puts them. Throws
/// `input_error` when there is none or more than one, `resource_error` when a folder cannot be read.
[[nodiscard]] place find_place(std::filesystem::path const & folder);

} // namespace ampstream::runfolder::detail
