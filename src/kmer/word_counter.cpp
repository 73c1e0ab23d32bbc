// SPDX-License-Identifier: BSD-3-Clause
// Lists for rare words, rows for frequent ones.
#include <ampstream/kmer/word_counter.hpp>

#include <algorithm>

namespace ampstream::kmer
{

namespace
{

constexpr std::size_t magnitudes = 128;

/// Four steps for each doubling.
std::uint32_t magnitude(std::uint32_t count) noexcept
{
    if (count < 4)
        return count;
    auto const width = static_cast<std::uint32_t>(std::bit_width(count));
    return 4 * (width - 2) + (count >> (width - 3) & 3U);
}

} // namespace

void word_counter::start(word_index const & index, std::span<std::uint32_t const> words, std::size_t first)
{
    index_ = &index;
    size_ = index.size();
    first_ = first;
    begin_ = first_block_ = first / block * block;
    if (begin_ >= size_)
        return;
    rare_.assign((size_ - begin_ + block - 1) / block * block, 0);
    look_up(index, words);
    count_rare();
    sort_rows();
}

/// Deals the words to rows and lists. Each look into memory that is likely to be far away is made for all words before
/// the next decision, so that the processor can wait for many at a time.
void word_counter::look_up(word_index const & index, std::span<std::uint32_t const> words)
{
    known_.resize(words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
        known_[i] = index[words[i]];
    frequent_.clear();
    lists_.clear();
    for (std::size_t i = 0; i < words.size(); ++i)
        if (known_[i].has_row())
            frequent_.push_back({known_[i].row(), magnitude(known_[i].count())});
        else if (known_[i].count() != 0)
        {
            lists_.push_back(index.list(words[i], known_[i]));
            __builtin_prefetch(lists_.back().data());
        }
}

void word_counter::count_rare()
{
    for (std::span<std::uint32_t const> const list : lists_)
        for (auto number = list.rbegin(); number != list.rend() && *number >= begin_; ++number)
            ++rare_[*number - begin_];
}

/// By magnitude, which is as good as by the number itself.
void word_counter::sort_rows()
{
    std::array<std::uint32_t, magnitudes + 1> places{}; // of each magnitude, where its next row goes
    for (frequent_word const & one : frequent_)
        ++places[one.magnitude + 1];
    for (std::size_t i = 1; i < places.size(); ++i)
        places[i] += places[i - 1];
    rows_.resize(frequent_.size());
    for (frequent_word const & one : frequent_)
        rows_[places[one.magnitude]++] = one.row;
}

bool word_counter::count_block(std::size_t least)
{
    std::size_t const which = begin_ / block;
    return simd::count_columns(
        {
            .lines = index_->lines(which),
            .next_lines = begin_ + block < size_ ? index_->lines(which + 1) : nullptr,
            .rows = rows_.data(),
            .count = static_cast<std::int32_t>(rows_.size()),
            .extra = rare_.data() + (begin_ - first_block_),
            .least = static_cast<std::int32_t>(std::min<std::size_t>(least, simd::bit_block::most_rows + 1)),
            .counts = counts_.data(),
            .passing = passing_.data(),
        },
        target_);
}

} // namespace ampstream::kmer
