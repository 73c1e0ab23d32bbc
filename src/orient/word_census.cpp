// SPDX-License-Identifier: BSD-3-Clause
// Counting sequences by word.
#include <ampstream/orient/word_census.hpp>

#include <string>

namespace ampstream::orient
{

word_census::word_census(unsigned word_length, kmer::masking masking)
    : masking_{masking}, words_{word_length}, sequences_(std::size_t{1} << (2U * word_length))
{
}

void word_census::add(std::string_view sequence)
{
    std::string copy{sequence};
    kmer::apply(masking_, copy);
    for (std::uint32_t const word : words_(copy, kmer::skips_lower_case(masking_)))
        ++sequences_[word];
}

std::uint32_t reverse_complement_word(std::uint32_t word, unsigned length) noexcept
{
    std::uint32_t other = 0;
    for (unsigned i = 0; i < length; ++i, word >>= 2U)
        other = (other << 2U) | (3U - (word & 3U)); // A 0, C 1, G 2, T 3: the complement is 3 less the code
    return other;
}

} // namespace ampstream::orient
