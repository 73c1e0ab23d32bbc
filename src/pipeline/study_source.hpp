// SPDX-License-Identifier: BSD-3-Clause
// All pairs of a study, block by block, sample by sample, lane by lane.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/io/bam_reader.hpp>
#include <ampstream/io/checksum.hpp>
#include <ampstream/io/pair_reader.hpp>
#include <ampstream/pipeline/intake.hpp>
#include <ampstream/runfolder/samples.hpp>

namespace ampstream::pipeline
{

/// A block of pairs of one sample, or the mark that a sample has ended.
struct pair_source_block
{
    std::uint32_t sample{};                           ///< index in the study
    std::variant<io::pair_block, pair_batch> pairs{}; ///< text, or reads that came parsed (BAM)
    bool ends_sample{};                               ///< a mark: there are no pairs in it
    std::string file{};                               ///< of reads that came parsed
};

/// Serial source of a stream. Has one lane open at a time, however many samples there are.
class study_source
{
public:
    explicit study_source(runfolder::study const & study) : study_{study} {}

    /// Next block, in the order of the study; every sample ends with a mark, also one without reads. nullopt at the
    /// end. Throws what the readers throw.
    std::optional<pair_source_block> next();
    /// Files read so far with their checksums.
    [[nodiscard]] std::vector<input_file> const & inputs() const noexcept { return inputs_; }

private:
    [[nodiscard]] std::optional<pair_source_block> next_of_lane();
    void open_lane(runfolder::lane_files const & lane);
    void close_lane();

    runfolder::study const & study_;
    std::size_t sample_{};
    std::size_t lane_{};
    std::array<io::sha256, 2> digests_{}; ///< of the open lane; outlive `text_`
    std::unique_ptr<io::pair_block_reader> text_{};
    std::unique_ptr<io::bam_pair_reader> bam_{};
    std::vector<input_file> inputs_{};
};

} // namespace ampstream::pipeline
