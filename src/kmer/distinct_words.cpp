// SPDX-License-Identifier: BSD-3-Clause
// Rolling word codes and the words seen so far.
#include <ampstream/kmer/distinct_words.hpp>

#include <algorithm>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::kmer
{

distinct_words::distinct_words(unsigned length)
    : length_{length}, seen_((std::max<std::size_t>(std::size_t{1} << (2 * length), 64)) / 64)
{
}

std::span<std::uint32_t const> distinct_words::operator()(std::string_view sequence, bool skip_lower_case)
{
    words_.clear();
    std::uint32_t const mask = (std::uint32_t{1} << (2 * length_)) - 1;
    std::uint32_t word = 0;
    unsigned usable = 0; // letters in a row that may be part of a word
    for (char const letter : sequence)
    {
        std::uint8_t const code = base_code(letter);
        if (code > 3 || (skip_lower_case && letter >= 'a'))
        {
            usable = 0;
            continue;
        }
        word = ((word << 2U) | code) & mask;
        if (++usable < length_)
            continue;
        std::uint64_t const bit = std::uint64_t{1} << (word % 64);
        if ((seen_[word / 64] & bit) == 0)
        {
            seen_[word / 64] |= bit;
            words_.push_back(word);
        }
    }
    for (std::uint32_t const one : words_)
        seen_[one / 64] = 0;
    return words_;
}

} // namespace ampstream::kmer
