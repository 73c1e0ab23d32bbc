// SPDX-License-Identifier: BSD-3-Clause
// In how many sequences of a database each word occurs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/kmer/masking.hpp>

namespace ampstream::orient
{

/// Memory: 4 bytes for each of the 4^length words. Reading is safe from many threads while nobody adds.
class word_census
{
public:
    /// Precondition: 3 <= `word_length` <= 12.
    word_census(unsigned word_length, kmer::masking masking);

    /// Masks a sequence and counts its distinct words.
    void add(std::string_view sequence);
    /// Sequences with this word.
    [[nodiscard]] std::uint32_t operator[](std::uint32_t word) const noexcept { return sequences_[word]; }
    [[nodiscard]] unsigned word_length() const noexcept { return words_.length(); }

private:
    kmer::masking masking_;
    kmer::distinct_words words_;
    std::vector<std::uint32_t> sequences_;
};

/// The word on the other strand.
[[nodiscard]] std::uint32_t reverse_complement_word(std::uint32_t word, unsigned length) noexcept;

} // namespace ampstream::orient
