// SPDX-License-Identifier: BSD-3-Clause
// Lists for rare words, rows for frequent ones.
#include <ampstream/kmer/word_counter.hpp>

#include <algorithm>

namespace ampstream::kmer
{

void word_counter::start(word_index const & index, std::span<std::uint32_t const> words, std::size_t first)
{
    size_ = index.size();
    first_ = first;
    begin_ = first_block_ = first / block * block;
    if (begin_ >= size_)
        return;
    rare_.assign((size_ - begin_ + block - 1) / block * block, 0);
    for (std::uint32_t const word : words)
        if (index.row(word) == nullptr)
        {
            std::span<std::uint32_t const> const list = index.sequences_with(word);
            for (auto number = list.rbegin(); number != list.rend() && *number >= begin_; ++number)
                ++rare_[*number - begin_];
        }
    sort_rows(index, words);
}

/// By the magnitude of their number of sequences, which is as good as by the number.
void word_counter::sort_rows(word_index const & index, std::span<std::uint32_t const> words)
{
    std::array<std::uint32_t, 33> places{}; // of each magnitude, where its next row goes
    auto const magnitude = [&index](std::uint32_t word)
    { return static_cast<std::size_t>(std::bit_width(index.sequences_with(word).size())); };
    std::uint32_t count = 0;
    for (std::uint32_t const word : words)
        if (index.row(word) != nullptr)
        {
            ++places[magnitude(word)];
            ++count;
        }
    std::uint32_t sum = 0;
    for (std::uint32_t & place : places)
    {
        std::uint32_t const here = place;
        place = sum;
        sum += here;
    }
    rows_.resize(count);
    for (std::uint32_t const word : words)
        if (std::uint64_t const * const row = index.row(word); row != nullptr)
            rows_[places[magnitude(word)]++] = row;
}

bool word_counter::count_block(std::size_t least)
{
    return simd::count_columns(
        {
            .rows = rows_.data(),
            .count = static_cast<std::int32_t>(rows_.size()),
            .offset = static_cast<std::int64_t>(begin_ / 64),
            .extra = rare_.data() + (begin_ - first_block_),
            .least = static_cast<std::int32_t>(std::min<std::size_t>(least, simd::bit_block::most_rows + 1)),
            .counts = counts_.data(),
            .passing = passing_.data(),
        },
        target_);
}

} // namespace ampstream::kmer
