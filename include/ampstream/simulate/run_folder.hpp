// SPDX-License-Identifier: BSD-3-Clause
// A study written to disk as a sequencer would leave it, with the truth beside it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/simulate/stats.hpp>
#include <ampstream/simulate/study.hpp>

namespace ampstream::simulate
{

/// Names a sequencer gives: instrument, run, flow cell, tiles.
struct instrument
{
    std::string_view name;
    std::string_view flowcell;
    std::string_view model;
    std::uint64_t run{};
    std::vector<std::uint32_t> tiles{};
};

/// The instrument of a profile; the run number comes from the seed.
[[nodiscard]] instrument instrument_of(options const & chosen);

/// Where on the flow cell each pair lies. No two pairs of a lane share a place; the pairs of a sample come tile by
/// tile, with y rising inside a tile.
class flowcell_map
{
public:
    /// `most_pairs`: the largest number of pairs a sample has in a lane.
    flowcell_map(std::size_t tiles, std::size_t samples, std::uint64_t most_pairs);

    struct place
    {
        std::size_t tile{}; ///< index of the tile
        std::uint64_t x{};
        std::uint64_t y{};
        bool operator==(place const &) const = default;
    };
    /// Place of pair `ordinal` of `pairs` of a sample in a lane. `jitter` moves it inside its own cell.
    [[nodiscard]] place
    place_of(std::size_t sample, std::uint64_t ordinal, std::uint64_t pairs, std::uint64_t jitter) const noexcept;

private:
    std::size_t tiles_;
    std::size_t samples_;
    std::uint64_t columns_;
    std::uint64_t rows_;
};

/// Pairs of a sample in lane `lane` (from 0) and the first of them: lanes get consecutive, nearly equal parts.
struct lane_share
{
    std::uint64_t first{};
    std::uint64_t pairs{};
    bool operator==(lane_share const &) const = default;
};
[[nodiscard]] lane_share share_of_lane(std::uint64_t pairs, std::uint64_t lane, std::uint64_t lanes) noexcept;

/// Name of a FASTQ file as bcl2fastq gives it: `NAME_S<number>_L00<lane>_R<read>_001.fastq.gz`.
[[nodiscard]] std::string fastq_name(std::string_view sample, std::size_t number, std::uint64_t lane, unsigned read);

/// Writes the study below `folder`, which is made if it is missing:
/// `Data/Intensities/BaseCalls/…fastq.gz`, `RunInfo.xml`, `SampleSheet.csv`, `samples.tsv` (sample, forward, reverse,
/// group), `truth/templates.fasta`, `truth/templates.tsv.gz` (a row for each pair), `truth/composition.tsv` (template ×
/// sample), `truth/effects.tsv`. `progress` gets the share done, from one thread. Throws `usage_error` when the folder
/// already holds FASTQ files, and as `io::output_file` does. The same bytes for any number of threads.
read_stats write_run_folder(study const & made,
                            std::string const & folder,
                            exec::thread_budget const & budget,
                            std::function<void(double)> const & progress = {});

} // namespace ampstream::simulate
