// SPDX-License-Identifier: BSD-3-Clause
// Postings lists and rows of bits.
#include <ampstream/kmer/word_index.hpp>

#include <algorithm>
#include <limits>
#include <string>

#include <ampstream/core/error.hpp>
#include <ampstream/simd/bit_counts.hpp>

namespace ampstream::kmer
{

namespace
{

constexpr std::size_t block = simd::bit_block::width;

} // namespace

word_index::word_index(unsigned word_length)
    : word_length_{word_length}, capacity_{block}, postings_(std::size_t{1} << (2 * word_length)),
      entries_(postings_.size())
{
}

std::size_t word_index::frequent() const noexcept
{
    return std::max<std::size_t>(8, capacity_ / 256);
}

std::uint32_t word_index::add(std::span<std::uint32_t const> words)
{
    if (words.size() > std::numeric_limits<std::uint16_t>::max())
        throw resource_error{"a sequence has " + std::to_string(words.size()) +
                             " distinct words; the word index takes at most 65535 a sequence"};
    if (size_ == capacity_)
        grow();
    auto const number = static_cast<std::uint32_t>(size_++);
    // Nothing of a word is likely to be near; the processor is told some words ahead.
    constexpr std::size_t ahead = 12;
    for (std::size_t i = 0; i < words.size(); ++i)
    {
        if (i + ahead < words.size())
        {
            expect(words[i + ahead]);
            __builtin_prefetch(&entries_[words[i + ahead]], 1);
        }
        if (i + ahead / 2 < words.size())
            if (std::vector<std::uint32_t> const & list = postings_[words[i + ahead / 2]]; !list.empty())
                __builtin_prefetch(&list.back() + 1, 1);
        std::uint32_t const word = words[i];
        std::vector<std::uint32_t> & list = postings_[word];
        if (list.empty())
            used_.push_back(word);
        list.push_back(number);
        entry & known = entries_[word];
        ++known.count;
        known.last = number;
        if (known.row != none)
            rows_[std::size_t{known.row} * stride() + number / 64] |= std::uint64_t{1} << number % 64;
        else if (list.size() >= frequent())
            add_row(word);
    }
    return number;
}

void word_index::add_row(std::uint32_t word)
{
    entries_[word].row = static_cast<std::uint32_t>(rows_.size() / stride());
    std::size_t const begin = rows_.size();
    rows_.resize(begin + stride());
    for (std::uint32_t const number : postings_[word])
        rows_[begin + number / 64] |= std::uint64_t{1} << number % 64;
}

/// Makes room for a quarter more; words that have become rare lose their rows.
void word_index::grow()
{
    std::size_t const old_stride = stride();
    std::vector<std::uint64_t> const old = std::move(rows_);
    capacity_ += std::max(block, capacity_ / 4 / block * block);
    rows_.clear();
    for (std::uint32_t const word : used_)
    {
        entry & known = entries_[word];
        if (known.row == none)
            continue;
        if (known.count < frequent())
        {
            known.row = none;
            continue;
        }
        std::uint64_t const * const from = old.data() + std::size_t{known.row} * old_stride;
        known.row = static_cast<std::uint32_t>(rows_.size() / stride());
        rows_.insert(rows_.end(), from, from + old_stride);
        rows_.resize(rows_.size() + stride() - old_stride);
    }
}

void word_index::clear()
{
    for (std::uint32_t const word : used_)
    {
        postings_[word].clear();
        entries_[word] = {};
    }
    used_.clear();
    rows_.clear();
    size_ = 0;
}

void word_index::count(std::span<std::uint32_t const> words, std::vector<std::uint16_t> & counts) const
{
    counts.assign(size_, 0);
    std::uint16_t * const count = counts.data();
    for (std::uint32_t const word : words)
        for (std::uint32_t const number : postings_[word])
            ++count[number];
}

} // namespace ampstream::kmer
