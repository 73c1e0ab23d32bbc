// SPDX-License-Identifier: BSD-3-Clause
// Rolling word codes.
#include <ampstream/kmer/words.hpp>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::kmer
{

void word_finder::operator()(std::string_view sequence, bool skips_lower_case, std::vector<std::uint16_t> & words)
{
    words.clear();
    unsigned word = 0;
    unsigned run = 0; // letters in a row that may be part of a word
    for (char const letter : sequence)
    {
        std::uint8_t const code = base_code(letter);
        if (code > 3 || (skips_lower_case && letter >= 'a'))
        {
            run = 0;
            continue;
        }
        word = ((word << 2U) | code) & (word_number - 1);
        if (++run < word_length)
            continue;
        std::uint64_t const bit = std::uint64_t{1} << (word % 64);
        if ((is_seen_[word / 64] & bit) == 0)
        {
            is_seen_[word / 64] |= bit;
            words.push_back(static_cast<std::uint16_t>(word));
        }
    }
    for (std::uint16_t const one : words)
        is_seen_[one / 64U] = 0;
}

} // namespace ampstream::kmer
