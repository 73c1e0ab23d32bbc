// SPDX-License-Identifier: BSD-3-Clause
// Postings lists.
#include <ampstream/kmer/word_index.hpp>

#include <limits>
#include <string>

#include <ampstream/core/error.hpp>

namespace ampstream::kmer
{

word_index::word_index(unsigned word_length) : word_length_{word_length}, postings_(std::size_t{1} << (2 * word_length))
{
}

std::uint32_t word_index::add(std::span<std::uint32_t const> words)
{
    if (words.size() > std::numeric_limits<std::uint16_t>::max())
        throw resource_error{"a sequence has " + std::to_string(words.size()) +
                             " distinct words; the word index takes at most 65535 a sequence"};
    auto const number = static_cast<std::uint32_t>(size_++);
    for (std::uint32_t const word : words)
    {
        if (postings_[word].empty())
            used_.push_back(word);
        postings_[word].push_back(number);
    }
    return number;
}

void word_index::clear()
{
    for (std::uint32_t const word : used_)
        postings_[word].clear();
    used_.clear();
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
