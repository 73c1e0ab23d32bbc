// SPDX-License-Identifier: BSD-3-Clause
// Which sequences hold a word: an inverted index that grows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ampstream::kmer
{

/// Sequences are numbered from 0 in the order they were added. Counting is safe from many threads while nobody adds.
///
/// Each word has the list of its sequences; a frequent word also has a row of bits, one a sequence, so that frequent
/// words are counted for hundreds of sequences at once (`word_counter`).
class word_index
{
public:
    /// Precondition: 3 <= `word_length` <= 12. Memory: 4^word_length list heads, 4 bytes a posting and, for words that
    /// are in more than every 256th sequence, a bit a sequence.
    explicit word_index(unsigned word_length = 8);

    /// Adds a sequence by its distinct words (at most 65,535); returns its number.
    std::uint32_t add(std::span<std::uint32_t const> words);
    /// Calls `work(i)` for all i below `count`, in any order or at once.
    using runner = std::function<void(std::size_t count, std::function<void(std::size_t)> const & work)>;

    /// Adds many sequences, each by its distinct words; returns the number of the first. The same as adding one after
    /// the other, in a fraction of the time: what is known of a word is touched once for up to 64 sequences, and the
    /// words are dealt to parts that `run` may take on at once (by default one after the other).
    std::uint32_t add_all(std::span<std::span<std::uint32_t const> const> sequences, runner const & run = {});
    /// Makes room for so many sequences in all, so that rows need not be moved.
    void reserve(std::size_t sequences);
    /// Forgets all sequences but keeps memory.
    void clear();
    /// How many sequences there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] unsigned word_length() const noexcept { return word_length_; }

    /// The sequences that hold a word, in order.
    [[nodiscard]] std::span<std::uint32_t const> sequences_with(std::uint32_t word) const noexcept
    {
        return postings_[word];
    }
    /// Tells the processor that `sequences_with` will be asked for.
    void expect(std::uint32_t word) const noexcept { __builtin_prefetch(&postings_[word]); }
    /// The row of a frequent word: bit i % 64 of entry i / 64 says whether sequence i holds it; readable up to a
    /// multiple of 512 sequences. nullptr for a word that has none.
    [[nodiscard]] std::uint64_t const * row(std::uint32_t word) const noexcept { return row(entries_[word]); }
    /// What is known of a word without looking at its list.
    struct entry
    {
        std::uint32_t row{0xffffffffU}; ///< number of its row; none: 0xffffffff
        std::uint32_t count{};          ///< sequences that hold it
        std::uint32_t last{};           ///< the last of them
    };
    [[nodiscard]] entry const & operator[](std::uint32_t word) const noexcept { return entries_[word]; }
    /// The same if the word's entry is at hand.
    [[nodiscard]] std::uint64_t const * row(entry const & known) const noexcept
    {
        return known.row == none ? nullptr : rows_.data() + std::size_t{known.row} * stride();
    }
    /// `counts[i]` becomes the number of `words` (distinct) that sequence i holds; `counts` is resized to size(). The
    /// plain way, which defines what `word_counter` finds.
    void count(std::span<std::uint32_t const> words, std::vector<std::uint16_t> & counts) const;

private:
    static constexpr std::uint32_t none = 0xffffffffU;

    /// Work on an interval of words while sequences are added.
    struct part
    {
        std::uint32_t first{};
        std::uint32_t last{};
        std::vector<std::uint32_t> touched{};  ///< words of a group
        std::vector<std::uint32_t> used{};     ///< words that have got their first posting
        std::vector<std::uint32_t> frequent{}; ///< words that need a row
    };

    [[nodiscard]] std::size_t stride() const noexcept { return capacity_ / 64; }
    /// A word is given a row when it is in so many sequences.
    [[nodiscard]] std::size_t frequent() const noexcept;
    void add_row(std::uint32_t word);
    void add_to_part(part & here, std::span<std::span<std::uint32_t const> const> sequences);
    void add_group(part & here, std::size_t base);
    void add_bits(part & here, std::uint32_t word, std::size_t base, std::uint64_t bits);
    void grow(std::size_t more);

    unsigned word_length_;
    std::size_t size_{};
    std::size_t capacity_; ///< sequences a row has room for
    std::vector<std::vector<std::uint32_t>> postings_;
    std::vector<entry> entries_;
    std::vector<std::uint64_t> rows_{};
    std::vector<std::uint32_t> used_{}; ///< words with postings
    std::vector<part> parts_{};
    std::vector<std::uint64_t> group_{}; ///< by word: which sequences of a group hold it; zero between groups
};

} // namespace ampstream::kmer
