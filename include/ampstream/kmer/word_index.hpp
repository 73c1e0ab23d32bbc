// SPDX-License-Identifier: BSD-3-Clause
// Which sequences have a word.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <ampstream/kmer/words.hpp>

namespace ampstream::kmer
{

/// Inverted index that grows by one sequence at a time; sequences are numbered from 0 as they are added.
/// `count` may be called by many threads while nobody adds.
class word_index
{
public:
    word_index() : postings_(word_number) {}

    /// Adds a sequence by its distinct words and its length in bases; returns its number.
    std::uint32_t add(std::span<std::uint16_t const> words, std::uint32_t length);
    /// Forgets all sequences but keeps memory.
    void clear();

    [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(lengths_.size()); }
    /// Length in bases of sequence `number`.
    [[nodiscard]] std::uint32_t length(std::uint32_t number) const noexcept { return lengths_[number]; }

    /// Replaces `counts` by the number of `words` each sequence has; size() entries.
    void count(std::span<std::uint16_t const> words, std::vector<std::uint16_t> & counts) const;

private:
    std::vector<std::vector<std::uint32_t>> postings_;
    std::vector<std::uint32_t> lengths_{};
    std::vector<std::uint16_t> used_{}; ///< words with postings
};

} // namespace ampstream::kmer
