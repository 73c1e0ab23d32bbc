// SPDX-License-Identifier: BSD-3-Clause
// Postings lists and rows of bits.
#include <ampstream/kmer/word_index.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <string>
#include <utility>

#include <ampstream/core/error.hpp>
#include <ampstream/simd/bit_counts.hpp>

namespace ampstream::kmer
{

namespace
{

constexpr std::size_t block = simd::bit_block::width;

void check_words(std::span<std::uint32_t const> words)
{
    if (words.size() > std::numeric_limits<std::uint16_t>::max())
        throw resource_error{"a sequence has " + std::to_string(words.size()) +
                             " distinct words; the word index takes at most 65535 a sequence"};
}

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
    check_words(words);
    if (size_ == capacity_)
        grow(capacity_ / 4);
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

std::uint32_t word_index::add_all(std::span<std::span<std::uint32_t const> const> sequences, runner const & run)
{
    constexpr unsigned longest_in_groups = 10; // the table has 8 bytes for each word there is
    auto const first = static_cast<std::uint32_t>(size_);
    for (std::span<std::uint32_t const> const words : sequences)
        check_words(words);
    if (word_length_ > longest_in_groups)
    {
        for (std::span<std::uint32_t const> const words : sequences)
            add(words);
        return first;
    }
    while (size_ + sequences.size() > capacity_)
        grow(capacity_ / 4);
    constexpr std::size_t several = 4;
    group_.resize(postings_.size());
    parts_.resize(run ? several : 1);
    for (std::size_t i = 0; i < parts_.size(); ++i)
    {
        parts_[i].first = static_cast<std::uint32_t>(i * postings_.size() / parts_.size());
        parts_[i].last = static_cast<std::uint32_t>((i + 1) * postings_.size() / parts_.size());
    }
    auto const work = [&](std::size_t i) { add_to_part(parts_[i], sequences); };
    if (run)
        run(parts_.size(), work);
    else
        work(0);
    size_ += sequences.size();
    for (part & one : parts_)
    {
        used_.insert(used_.end(), one.used.begin(), one.used.end());
        one.used.clear();
        for (std::uint32_t const word : one.frequent)
            add_row(word);
        one.frequent.clear();
    }
    return first;
}

/// In groups that share an entry of a row.
void word_index::add_to_part(part & here, std::span<std::span<std::uint32_t const> const> sequences)
{
    std::uint32_t const first = here.first;
    std::uint32_t const width = here.last - first;
    std::uint64_t * const group = group_.data();
    for (std::size_t i = 0; i < sequences.size(); ++i)
    {
        std::size_t const at = size_ + i;
        std::uint64_t const bit = std::uint64_t{1} << at % 64;
        for (std::uint32_t const word : sequences[i])
        {
            if (word - first >= width)
                continue;
            if (group[word] == 0)
                here.touched.push_back(word);
            group[word] |= bit;
        }
        if (at % 64 == 63 || i + 1 == sequences.size())
            add_group(here, at / 64 * 64);
    }
}

/// Nothing of a word is likely to be near; the processor is told some words ahead.
void word_index::add_group(part & here, std::size_t base)
{
    constexpr std::size_t ahead = 12;
    std::vector<std::uint32_t> const & words = here.touched;
    for (std::size_t i = 0; i < words.size(); ++i)
    {
        if (i + ahead < words.size())
        {
            expect(words[i + ahead]);
            __builtin_prefetch(&entries_[words[i + ahead]], 1);
        }
        if (i + ahead / 2 < words.size())
        {
            std::uint32_t const next = words[i + ahead / 2];
            if (std::vector<std::uint32_t> const & list = postings_[next]; !list.empty())
                __builtin_prefetch(&list.back() + 1, 1);
            if (std::uint64_t const * const bits = row(next); bits != nullptr)
                __builtin_prefetch(bits + base / 64, 1);
        }
        add_bits(here, words[i], base, std::exchange(group_[words[i]], 0));
    }
    here.touched.clear();
}

/// Of the 64 sequences from `base` on those of `bits` hold the word.
void word_index::add_bits(part & here, std::uint32_t word, std::size_t base, std::uint64_t bits)
{
    std::vector<std::uint32_t> & list = postings_[word];
    if (list.empty())
        here.used.push_back(word);
    entry & known = entries_[word];
    known.count += static_cast<std::uint32_t>(std::popcount(bits));
    if (known.row != none)
        rows_[std::size_t{known.row} * stride() + base / 64] |= bits;
    std::size_t const before = list.size();
    for (std::uint64_t left = bits; left != 0; left &= left - 1)
        list.push_back(static_cast<std::uint32_t>(base + static_cast<std::size_t>(std::countr_zero(left))));
    known.last = list.back();
    if (known.row == none && before < frequent() && list.size() >= frequent())
        here.frequent.push_back(word);
}

void word_index::reserve(std::size_t sequences)
{
    std::size_t const wanted = (sequences + block - 1) / block * block;
    if (wanted > capacity_)
        grow(wanted - capacity_);
}

void word_index::add_row(std::uint32_t word)
{
    entries_[word].row = static_cast<std::uint32_t>(rows_.size() / stride());
    std::size_t const begin = rows_.size();
    rows_.resize(begin + stride());
    for (std::uint32_t const number : postings_[word])
        rows_[begin + number / 64] |= std::uint64_t{1} << number % 64;
}

/// Makes room for so many more, in whole blocks, one at least; words that have become rare lose their rows.
void word_index::grow(std::size_t more)
{
    std::size_t const old_stride = stride();
    std::vector<std::uint64_t> const old = std::move(rows_);
    capacity_ += std::max(block, more / block * block);
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
