// SPDX-License-Identifier: BSD-3-Clause
// The distinct words of a sequence.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ampstream::kmer
{

inline constexpr unsigned word_length = 8;            ///< bases
inline constexpr std::size_t word_number = 1U << 16U; ///< 4^8 words, coded with 2 bits a base, A 0 C 1 G 2 T 3

/// Finds distinct words with memory that is used again. Not for two threads at once.
class word_finder
{
public:
    word_finder() : is_seen_(word_number / 64) {}

    /// Replaces `words` by the distinct words of `sequence` in the order of their first occurrence. A word that touches
    /// a letter other than ACGTU, or a lower-case letter if `skips_lower_case`, is left out.
    void operator()(std::string_view sequence, bool skips_lower_case, std::vector<std::uint16_t> & words);

private:
    std::vector<std::uint64_t> is_seen_; ///< a bit a word; all zero between calls
};

} // namespace ampstream::kmer
