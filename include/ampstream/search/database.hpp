// SPDX-License-Identifier: BSD-3-Clause
// The sequences that are searched: letters for the aligner, words for the index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/kmer/word_index.hpp>

namespace ampstream::search
{

/// Grows by adding sequences; targets are numbered from 0 in the order they were added, and that number breaks ties.
/// Reading is safe from many threads while nobody adds.
class database
{
public:
    /// `skip_lower_case`: masked (lower-case) letters make no words, see `kmer::skips_lower_case`.
    explicit database(bool skip_lower_case, unsigned word_length = 8);

    /// Adds a sequence, already masked if it shall be; returns its number.
    std::uint32_t add(std::string_view sequence);
    /// The same for a sequence whose codes (`align::encode`) and distinct words are known.
    std::uint32_t add(std::span<std::uint8_t const> codes, std::span<std::uint32_t const> words);

    /// Sequences that are prepared: codes and distinct words.
    struct prepared
    {
        std::span<std::uint8_t const> codes{};
        std::span<std::uint32_t const> words{};
    };
    /// Adds them in order, much faster than one by one; returns the number of the first. `run` as in
    /// `kmer::word_index::add_all`.
    std::uint32_t add_all(std::span<prepared const> sequences, kmer::word_index::runner const & run = {});
    /// Makes room for so many sequences in all.
    void reserve(std::size_t sequences);
    /// Forgets all sequences but keeps memory.
    void clear();

    [[nodiscard]] std::size_t size() const noexcept { return targets_.size(); }
    [[nodiscard]] std::uint32_t length(std::size_t target) const noexcept { return targets_[target].length; }
    /// How many distinct words a target has.
    [[nodiscard]] std::uint32_t distinct_words(std::size_t target) const noexcept { return targets_[target].words; }
    [[nodiscard]] std::span<std::uint8_t const> codes(std::size_t target) const noexcept
    {
        return {codes_.data() + targets_[target].begin, targets_[target].length};
    }
    [[nodiscard]] kmer::word_index const & index() const noexcept { return index_; }
    [[nodiscard]] bool skips_lower_case() const noexcept { return skip_lower_case_; }

private:
    struct placement
    {
        std::size_t begin{};
        std::uint32_t length{};
        std::uint32_t words{};
    };
    void place(std::span<std::uint8_t const> codes, std::size_t words);

    bool skip_lower_case_;
    kmer::distinct_words words_;
    kmer::word_index index_;
    std::vector<std::uint8_t> codes_{};
    std::vector<placement> targets_{};
};

} // namespace ampstream::search
