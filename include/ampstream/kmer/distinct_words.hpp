// SPDX-License-Identifier: BSD-3-Clause
// The distinct words (k-mers) of a sequence.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ampstream::kmer
{

inline constexpr unsigned shortest_word = 3;
inline constexpr unsigned longest_word = 12;

/// Finds the words of one length, each once, in the order of their first occurrence. A word is 2 bits a base, A 0, C 1,
/// G 2, T/U 3, the first base highest. A word that touches an ambiguous letter, or a lower-case one if
/// `skip_lower_case`, is left out. Owns a bitmap of 4^length bits: one a thread.
class distinct_words
{
public:
    /// Precondition: 3 <= `length` <= 12.
    explicit distinct_words(unsigned length = 8);

    /// The words; valid until the next call. Empty for sequences shorter than a word.
    [[nodiscard]] std::span<std::uint32_t const> operator()(std::string_view sequence, bool skip_lower_case);
    [[nodiscard]] unsigned length() const noexcept { return length_; }

private:
    unsigned length_;
    std::vector<std::uint64_t> seen_;
    std::vector<std::uint32_t> words_{};
};

} // namespace ampstream::kmer
