// SPDX-License-Identifier: BSD-3-Clause
// Which files hold the reads of which sample: found in a folder, or listed in a sheet.
#pragma once

#include <string>
#include <vector>

namespace ampstream::runfolder
{

/// The two files of one lane. `reverse` is empty when `forward` is a BAM, CRAM or SAM file that holds both mates.
struct lane_files
{
    std::string forward{};
    std::string reverse{};
    bool operator==(lane_files const &) const = default;
};

/// A sample; its lanes are read one after the other.
struct sample
{
    std::string name{};                  ///< as the user wrote it
    std::vector<lane_files> lanes{};     ///< at least one
    std::vector<std::string> metadata{}; ///< one cell a metadata column of the study
};

/// What a run works on.
struct study
{
    std::vector<sample> samples{}; ///< names are unique; found in a folder: bytewise by name; in a sheet: its order
    std::vector<std::string> metadata_columns{};
    /// "FILE: REASON" for every FASTQ file that is not used, "SHEET, line N: …" for every row that is not.
    std::vector<std::string> left_out{};
};

/// Finds the FASTQ pairs in `folder`: in the folder itself or, if it holds no FASTQ file, in the one place below it
/// where Illumina's software puts them (`Data/Intensities/BaseCalls`, `Alignment_N/…/Fastq`, `Analysis/N/Data/…fastq`).
/// See docs/semantics/samples.md for the names.
/// Throws `input_error` when a mate is missing (lists all), a name belongs to several samples, nothing is found, a file
/// has a compression that is not read; `resource_error` when the folder cannot be read.
[[nodiscard]] study find_samples(std::string const & folder);

/// Reads a tab-separated sheet: a header with the columns sample, forward and reverse (or QIIME 2's manifest names) and
/// any metadata columns, then a row a sample and lane. Paths are relative to the sheet's folder.
/// Throws `input_error` with the line; `resource_error` when the sheet cannot be read.
[[nodiscard]] study read_sample_sheet(std::string const & path);

/// Is this the name of a file that holds aligned or unaligned reads with both mates (.bam, .cram, .sam)?
[[nodiscard]] bool holds_both_mates(std::string const & path) noexcept;

} // namespace ampstream::runfolder
