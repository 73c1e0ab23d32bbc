// SPDX-License-Identifier: BSD-3-Clause
// Small studies on disk, and an observer that listens.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/pipeline/observer.hpp>
#include <ampstream/pipeline/tracking.hpp>
#include <ampstream/runfolder/samples.hpp>

#include "run_folder.hpp"

namespace ampstream::testing
{

/// Remembers what was said.
class listener final : public pipeline::observer
{
public:
    void say(std::string_view line) override { lines.emplace_back(line); }
    void progress(std::string_view /*step*/, double /*share*/) override {}

    std::vector<std::string> lines{};
};

inline std::string random_bases(std::mt19937 & draw, std::size_t length)
{
    std::string bases(length, 'A');
    for (char & base : bases)
        base = "ACGT"[draw() % 4];
    return bases;
}

/// FASTQ text of R1 and R2 (120 bases each) of amplicons, all qualities 40.
struct pair_text
{
    std::string forward{};
    std::string reverse{};
};

inline pair_text pairs_of(std::vector<std::string> const & amplicons, std::string_view name = "r")
{
    constexpr std::size_t length = 120;
    pair_text text;
    for (std::size_t i = 0; i < amplicons.size(); ++i)
    {
        std::string const first = amplicons[i].substr(0, length);
        std::string const second = reverse_complement(amplicons[i]).substr(0, length);
        text.forward += fmt::format("@{}{} 1:N:0:1\n{}\n+\n{}\n", name, i, first, std::string(first.size(), 'I'));
        text.reverse += fmt::format("@{}{} 2:N:0:1\n{}\n+\n{}\n", name, i, second, std::string(second.size(), 'I'));
    }
    return text;
}

/// Tracking with a row a sample: its name and its counts.
inline pipeline::read_tracking
tracking_of(std::vector<std::pair<std::string, std::vector<pipeline::counter>>> const & rows)
{
    pipeline::read_tracking tracking;
    for (auto const & [sample, counts] : rows)
    {
        tracking.add_sample(sample);
        for (pipeline::counter const & one : counts)
            tracking.set(tracking.size() - 1, one.name, one.count);
    }
    return tracking;
}

/// A sample with one lane for each text, written to `folder`.
inline runfolder::sample
write_sample(run_folder const & folder, std::string const & name, std::vector<pair_text> const & lanes)
{
    runfolder::sample sample{.name = name};
    for (std::size_t lane = 0; lane < lanes.size(); ++lane)
        sample.lanes.push_back({folder.write(fmt::format("{}_L{}_R1.fastq", name, lane + 1), lanes[lane].forward),
                                folder.write(fmt::format("{}_L{}_R2.fastq", name, lane + 1), lanes[lane].reverse)});
    return sample;
}

} // namespace ampstream::testing
