// SPDX-License-Identifier: BSD-3-Clause
// Blocks of lines.
#include <ampstream/kmer/bit_rows.hpp>

#include <algorithm>

namespace ampstream::kmer
{

void bit_rows::open(std::size_t blocks)
{
    blocks_.reserve(blocks);
    while (blocks_.size() < blocks)
        blocks_.emplace_back(room_);
}

std::uint32_t bit_rows::claim()
{
    if (!free_.empty())
    {
        std::uint32_t const row = free_.back();
        free_.pop_back();
        return row;
    }
    if (rows_ == room_)
    {
        constexpr std::size_t least = 256;
        room_ += std::max(least, room_ / 4);
        for (std::vector<line> & block : blocks_)
        {
            block.reserve(room_); // resize alone would double it
            block.resize(room_);
        }
    }
    return static_cast<std::uint32_t>(rows_++);
}

void bit_rows::release(std::uint32_t row)
{
    for (std::vector<line> & block : blocks_)
        block[row] = {};
    free_.push_back(row);
}

void bit_rows::clear()
{
    if (blocks_.size() > 1)
        blocks_.resize(1);
    for (std::vector<line> & block : blocks_)
        std::fill_n(block.begin(), rows_, line{});
    rows_ = 0;
    free_.clear();
}

} // namespace ampstream::kmer
