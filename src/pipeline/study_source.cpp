// SPDX-License-Identifier: BSD-3-Clause
// Walking through samples and lanes.
#include "pipeline/study_source.hpp"

#include <utility>

namespace ampstream::pipeline
{

std::optional<pair_source_block> study_source::next()
{
    while (sample_ < study_.samples.size())
    {
        auto const & lanes = study_.samples[sample_].lanes;
        auto const sample = static_cast<std::uint32_t>(sample_);
        if (lane_ == lanes.size())
        {
            ++sample_;
            lane_ = 0;
            return pair_source_block{.sample = sample, .pairs = {}, .ends_sample = true};
        }
        if (text_ == nullptr && bam_ == nullptr)
            open_lane(lanes[lane_]);
        if (auto block = next_of_lane())
            return block;
        close_lane();
        ++lane_;
    }
    return std::nullopt;
}

void study_source::open_lane(runfolder::lane_files const & lane)
{
    if (lane.reverse.empty())
    {
        bam_ = std::make_unique<io::bam_pair_reader>(lane.forward);
        return;
    }
    digests_ = {};
    text_ = std::make_unique<io::pair_block_reader>(io::open_input(lane.forward, digests_[0]),
                                                    io::open_input(lane.reverse, digests_[1]));
}

std::optional<pair_source_block> study_source::next_of_lane()
{
    auto const sample = static_cast<std::uint32_t>(sample_);
    if (text_ != nullptr)
    {
        auto block = text_->next();
        if (block)
            return pair_source_block{.sample = sample, .pairs = std::move(*block)};
        return std::nullopt;
    }
    auto batch = bam_->next();
    if (batch)
        return pair_source_block{
            .sample = sample, .pairs = std::move(*batch), .file = study_.samples[sample_].lanes[lane_].forward};
    return std::nullopt;
}

void study_source::close_lane()
{
    auto const & lane = study_.samples[sample_].lanes[lane_];
    std::string const & name = study_.samples[sample_].name;
    if (bam_ != nullptr)
        inputs_.push_back({lane.forward, io::sha256_of_file(lane.forward), name});
    else
    {
        inputs_.push_back({lane.forward, digests_[0].hex(), name});
        inputs_.push_back({lane.reverse, digests_[1].hex(), name});
    }
    text_.reset();
    bam_.reset();
}

} // namespace ampstream::pipeline
