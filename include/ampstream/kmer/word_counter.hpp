// SPDX-License-Identifier: BSD-3-Clause
// How many words of a query each sequence of an index holds: only for those that hold many.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <ampstream/kmer/word_index.hpp>
#include <ampstream/simd/bit_counts.hpp>
#include <ampstream/simd/target.hpp>

namespace ampstream::kmer
{

/// Goes through an index in blocks of 512 sequences. Words without a row are counted one by one from their lists, words
/// with a row for the whole block at once, the rarest first, so that a block in which nobody can reach the count that
/// is asked for is left early. Owns counters: one a thread.
class word_counter
{
public:
    explicit word_counter(simd::target target = simd::best_target()) : target_{target} {}

    /// Prepares for the distinct `words` of a query and the sequences from `first` on. `index` must not change until
    /// the last `next`.
    void start(word_index const & index, std::span<std::uint32_t const> words, std::size_t first = 0);

    /// Goes back to the first block.
    void rewind() noexcept { begin_ = first_block_; }

    /// Looks at the next block: `found(number, count)` is called, in order, for each of its sequences that holds at
    /// least `least` of the words. Returns false when there are no more blocks.
    template <typename found_t>
    bool next(std::size_t least, found_t && found)
    {
        if (begin_ >= size_)
            return false;
        if (count_block(least))
            for (std::size_t word = 0; word < passing_.size(); ++word)
                for (std::uint64_t left = passing_[word]; left != 0; left &= left - 1)
                {
                    std::size_t const column = 64 * word + static_cast<std::size_t>(std::countr_zero(left));
                    std::size_t const number = begin_ + column;
                    if (number >= first_ && number < size_)
                        found(static_cast<std::uint32_t>(number), counts_[column]);
                }
        begin_ += block;
        return true;
    }

private:
    static constexpr std::size_t block = simd::bit_block::width;

    bool count_block(std::size_t least);
    void look_up(word_index const & index, std::span<std::uint32_t const> words);
    void count_rare();
    void sort_rows();

    /// A word with a row and the magnitude of its number of sequences.
    struct frequent_word
    {
        std::uint32_t row{};
        std::uint32_t magnitude{};
    };

    simd::target target_;
    word_index const * index_{};
    std::size_t first_{};
    std::size_t first_block_{};
    std::size_t begin_{}; ///< first sequence of the next block
    std::size_t size_{};
    std::vector<word_index::entry> known_{}; ///< of the words
    std::vector<frequent_word> frequent_{};
    std::vector<std::span<std::uint32_t const>> lists_{}; ///< of the other words
    std::vector<std::uint32_t> rows_{};                   ///< of the frequent words, the rarest first
    std::vector<std::uint16_t> rare_{};                   ///< counts of the other words, from the first block on
    std::array<std::uint16_t, block> counts_{};
    std::array<std::uint64_t, simd::bit_block::words> passing_{};
};

} // namespace ampstream::kmer
