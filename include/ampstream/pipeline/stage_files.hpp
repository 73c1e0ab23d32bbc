// SPDX-License-Identifier: BSD-3-Clause
// What each stage made, as files in the formats of VSEARCH, for people who want to look inside a run.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/io/output_file.hpp>

namespace ampstream::pipeline
{

/// Files of the pooled stages.
inline constexpr std::array<std::string_view, 4> pooled_stages{"uniques.fasta", "centroids.fasta", "clusters.uc",
                                                               "chimeras.tsv"};
/// The streaming stages whose reads can be kept, in their order.
inline constexpr std::array<std::string_view, 3> kept_stages{"merged.fastq", "trimmed.fastq", "filtered.fasta"};

/// Text of one batch after each of `kept_stages`.
using stage_texts = std::array<std::string, kept_stages.size()>;

/// Text of the reads after stage `stage` of `kept_stages`.
[[nodiscard]] std::string stage_text(read_batch const & reads, std::size_t stage);

/// Takes text in pieces.
using text_sink = std::function<void(std::string_view)>;

/// Writes FOLDER/SAMPLE.STAGE files and whatever later stages hand over; does nothing when the folder's name is empty.
/// All files appear together at `commit`; without it nothing is left, nor the folder if it is empty.
class stage_files
{
public:
    /// Throws `resource_error` when the folder cannot be made.
    explicit stage_files(std::string folder);
    stage_files(stage_files const &) = delete;
    stage_files & operator=(stage_files const &) = delete;
    ~stage_files();

    /// The files in `folder` that a run which kept its stages has left there; none if there is no such folder.
    [[nodiscard]] static std::vector<std::string> find_old(std::string const & folder);
    /// Removes them, and the folder if that empties it.
    static void remove_old(std::string const & folder);

    [[nodiscard]] bool is_wanted() const noexcept { return !folder_.empty(); }
    /// Appends a batch of `sample`; batches of a sample come one after the other.
    void append(std::string const & sample, stage_texts const & texts);
    void end_sample(std::string const & sample);
    /// A file of the pooled stages; `fill` receives a function that takes the text in pieces. Not called when no files
    /// are wanted.
    void write(std::string const & name, std::function<void(text_sink const &)> const & fill);
    void commit();

private:
    void open_sample(std::string const & sample);

    std::string folder_;
    std::vector<io::output_file> open_{};     ///< of the present sample
    std::vector<io::output_file> finished_{}; ///< written, not yet renamed
};

} // namespace ampstream::pipeline
