// SPDX-License-Identifier: BSD-3-Clause
// Postings lists.
#include <ampstream/kmer/word_index.hpp>

namespace ampstream::kmer
{

std::uint32_t word_index::add(std::span<std::uint16_t const> words, std::uint32_t length)
{
    std::uint32_t const number = size();
    for (std::uint16_t const word : words)
    {
        if (postings_[word].empty())
            used_.push_back(word);
        postings_[word].push_back(number);
    }
    lengths_.push_back(length);
    return number;
}

void word_index::clear()
{
    for (std::uint16_t const word : used_)
        postings_[word].clear();
    used_.clear();
    lengths_.clear();
}

void word_index::count(std::span<std::uint16_t const> words, std::vector<std::uint16_t> & counts) const
{
    counts.assign(size(), 0);
    std::uint16_t * const count = counts.data();
    for (std::uint16_t const word : words)
        for (std::uint32_t const number : postings_[word])
            ++count[number];
}

} // namespace ampstream::kmer
