// SPDX-License-Identifier: BSD-3-Clause
// Which sequences hold a word: an inverted index that grows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ampstream::kmer
{

/// Sequences are numbered from 0 in the order they were added. Counting is safe from many threads while nobody adds.
class word_index
{
public:
    /// Precondition: 3 <= `word_length` <= 12. Memory: 4^word_length list heads and 4 bytes a posting.
    explicit word_index(unsigned word_length = 8);

    /// Adds a sequence by its distinct words (at most 65,535); returns its number.
    std::uint32_t add(std::span<std::uint32_t const> words);
    /// Forgets all sequences but keeps memory.
    void clear();
    /// How many sequences there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] unsigned word_length() const noexcept { return word_length_; }

    /// `counts[i]` becomes the number of `words` (distinct) that sequence i holds; `counts` is resized to size().
    void count(std::span<std::uint32_t const> words, std::vector<std::uint16_t> & counts) const;

private:
    unsigned word_length_;
    std::size_t size_{};
    std::vector<std::vector<std::uint32_t>> postings_;
    std::vector<std::uint32_t> used_{}; ///< words with postings
};

} // namespace ampstream::kmer
