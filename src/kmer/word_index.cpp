// SPDX-License-Identifier: BSD-3-Clause
// Lists for rare words, rows of bits for frequent ones.
#include <ampstream/kmer/word_index.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <string>
#include <utility>

#include <ampstream/core/error.hpp>

namespace ampstream::kmer
{

namespace
{

constexpr std::uint32_t none = 0xffffffffU;

void check_words(std::span<std::uint32_t const> words)
{
    if (words.size() > std::numeric_limits<std::uint16_t>::max())
        throw resource_error{"a sequence has " + std::to_string(words.size()) +
                             " distinct words; the word index takes at most 65535 a sequence"};
}

std::size_t blocks_for(std::size_t sequences) noexcept
{
    return (sequences + bit_rows::width - 1) / bit_rows::width;
}

} // namespace

word_index::word_index(unsigned word_length) : word_length_{word_length}, entries_(std::size_t{1} << (2 * word_length))
{
}

/// Where a row is as quickly counted as a list, more or less; it takes 16 bytes a sequence of the word then, a list 4
/// to 8.
std::uint32_t word_index::frequent() const noexcept
{
    std::size_t const blocks = std::max(rows_.blocks(), blocks_for(expected_));
    return static_cast<std::uint32_t>(std::max<std::size_t>(8, blocks * (bit_rows::width / 128)));
}

/// Words that are rare in the blocks there were lose their rows. By the new blocks, which are empty, others would be,
/// of which many would soon have their rows again.
void word_index::open(std::size_t sequences)
{
    if (blocks_for(sequences) <= rows_.blocks())
        return;
    std::uint32_t const least = frequent();
    rows_.open(blocks_for(sequences));
    for (std::uint32_t const word : owners_)
        if (word != none && entries_[word].count_ < least)
            row_to_list(word);
}

std::uint32_t word_index::add(std::span<std::uint32_t const> words)
{
    check_words(words);
    open(size_ + 1);
    std::size_t const number = size_++;
    constexpr std::size_t ahead = 12;
    for (std::size_t i = 0; i < words.size(); ++i)
    {
        if (i + ahead < words.size())
            __builtin_prefetch(&entries_[words[i + ahead]], 1);
        if (i + ahead / 2 < words.size())
            expect(words[i + ahead / 2], number);
        if (put(words[i], number / 64 * 64, std::uint64_t{1} << number % 64, used_))
            list_to_row(words[i], claim_row(words[i]));
    }
    return static_cast<std::uint32_t>(number);
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
    open(size_ + sequences.size());
    group_.resize(entries_.size());
    deal(static_cast<bool>(run));
    auto const work_on_all = [&](std::function<void(part &)> const & work)
    {
        if (run)
            run(parts_.size(), [&](std::size_t i) { work(parts_[i]); });
        else
            work(parts_.front());
    };
    work_on_all([&](part & here) { add_to_part(here, sequences); });
    size_ += sequences.size();
    for (part & here : parts_)
    {
        used_.insert(used_.end(), here.used.begin(), here.used.end());
        for (std::uint32_t const word : here.frequent)
            here.rows.push_back(claim_row(word));
    }
    work_on_all(
        [this](part & here)
        {
            for (std::size_t i = 0; i < here.frequent.size(); ++i)
                list_to_row(here.frequent[i], here.rows[i]);
        });
    return first;
}

/// Deals the words to parts, or to one.
void word_index::deal(bool is_shared)
{
    parts_.resize(is_shared ? parts_there_are : 1);
    for (std::size_t i = 0; i < parts_.size(); ++i)
    {
        parts_[i].first = static_cast<std::uint32_t>(i * entries_.size() / parts_.size());
        parts_[i].last = static_cast<std::uint32_t>((i + 1) * entries_.size() / parts_.size());
        parts_[i].used.clear();
        parts_[i].frequent.clear();
        parts_[i].rows.clear();
    }
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
            __builtin_prefetch(&entries_[words[i + ahead]], 1);
        if (i + ahead / 2 < words.size())
            expect(words[i + ahead / 2], base);
        if (put(words[i], base, std::exchange(group_[words[i]], 0), here.used))
            here.frequent.push_back(words[i]);
    }
    here.touched.clear();
}

/// Tells the processor that the word will get sequences from `base` on.
void word_index::expect(std::uint32_t word, std::size_t base) const noexcept
{
    entry const & known = entries_[word];
    if (known.has_row())
        __builtin_prefetch(rows_.lines(base / bit_rows::width) + std::size_t{known.row()} * simd::bit_block::words, 1);
    else
        lists_[part_of(word)].expect(known.place_, known.count_);
}

/// Of the 64 sequences from `base` on those of `bits` hold the word. Returns whether it should have a row from now on.
bool word_index::put(std::uint32_t word, std::size_t base, std::uint64_t bits, std::vector<std::uint32_t> & used)
{
    entry & known = entries_[word];
    if (known.has_row())
    {
        rows_.bits(known.row(), base) |= bits;
        known.count_ += static_cast<std::uint32_t>(std::popcount(bits));
        return false;
    }
    if (known.count_ == 0)
        used.push_back(word);
    std::uint32_t const before = known.count_;
    number_lists & lists = lists_[part_of(word)];
    for (std::uint64_t left = bits; left != 0; left &= left - 1)
        known.place_ = lists.push(known.place_, known.count_++,
                                  static_cast<std::uint32_t>(base + static_cast<std::size_t>(std::countr_zero(left))));
    return before < frequent() && known.count_ >= frequent();
}

std::uint32_t word_index::claim_row(std::uint32_t word)
{
    std::uint32_t const row = rows_.claim();
    if (row == owners_.size())
        owners_.push_back(word);
    owners_[row] = word;
    return row;
}

void word_index::list_to_row(std::uint32_t word, std::uint32_t row)
{
    entry & known = entries_[word];
    for (std::uint32_t const number : list(word, known))
        rows_.bits(row, number) |= std::uint64_t{1} << number % 64;
    lists_[part_of(word)].release(known.place_, known.count_);
    known.place_ = row | entry::is_row;
}

void word_index::row_to_list(std::uint32_t word)
{
    entry & known = entries_[word];
    std::uint32_t const row = known.row();
    std::uint32_t place = 0;
    std::uint32_t count = 0;
    for_each_sequence_with(word,
                           [&](std::uint32_t number) { place = lists_[part_of(word)].push(place, count++, number); });
    known.place_ = place;
    rows_.release(row);
    owners_[row] = none;
}

void word_index::reserve(std::size_t sequences)
{
    expected_ = std::max(expected_, sequences);
}

void word_index::clear()
{
    if (used_.size() > entries_.size() / 16)
        std::ranges::fill(entries_, entry{});
    else
        for (std::uint32_t const word : used_)
            entries_[word] = {};
    for (number_lists & lists : lists_)
        lists.clear();
    rows_.clear();
    owners_.clear();
    used_.clear();
    size_ = 0;
}

std::vector<std::uint32_t> word_index::sequences_with(std::uint32_t word) const
{
    std::vector<std::uint32_t> numbers;
    numbers.reserve(entries_[word].count());
    for_each_sequence_with(word, [&numbers](std::uint32_t number) { numbers.push_back(number); });
    return numbers;
}

void word_index::count(std::span<std::uint32_t const> words, std::vector<std::uint16_t> & counts) const
{
    counts.assign(size_, 0);
    std::uint16_t * const count = counts.data();
    for (std::uint32_t const word : words)
        for_each_sequence_with(word, [count](std::uint32_t number) { ++count[number]; });
}

} // namespace ampstream::kmer
