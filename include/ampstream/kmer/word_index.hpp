// SPDX-License-Identifier: BSD-3-Clause
// Which sequences hold a word: an inverted index that grows.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <ampstream/kmer/bit_rows.hpp>
#include <ampstream/kmer/number_lists.hpp>

namespace ampstream::kmer
{

/// Sequences are numbered from 0 in the order they were added. Counting is safe from many threads while nobody adds.
///
/// A word has either the list of its sequences or, if it is in more than every 128th, a row of bits, one a sequence, so
/// that frequent words are counted for hundreds of sequences at once (`word_counter`).
class word_index
{
public:
    /// Precondition: 3 <= `word_length` <= 12. Memory: 8 bytes for each of the 4^word_length words; 4 to 8 bytes for a
    /// sequence of a rare word, a bit for each sequence of the index for a frequent one.
    explicit word_index(unsigned word_length = 8);

    /// Adds a sequence by its distinct words (at most 65,535); returns its number.
    std::uint32_t add(std::span<std::uint32_t const> words);
    /// Calls `work(i)` for all i below `count`, in any order or at once.
    using runner = std::function<void(std::size_t count, std::function<void(std::size_t)> const & work)>;

    /// Adds many sequences, each by its distinct words; returns the number of the first. The same as adding one after
    /// the other, in a fraction of the time: what is known of a word is touched once for up to 64 sequences, and the
    /// words are dealt to parts that `run` may take on at once (by default one after the other).
    std::uint32_t add_all(std::span<std::span<std::uint32_t const> const> sequences, runner const & run = {});
    /// Tells how many sequences there will be in all, so that no word gets a row that would be too rare for it later.
    void reserve(std::size_t sequences);
    /// Forgets all sequences but keeps memory.
    void clear();
    /// How many sequences there are.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] unsigned word_length() const noexcept { return word_length_; }

    /// What is known of a word.
    class entry
    {
    public:
        /// Sequences that hold it.
        [[nodiscard]] std::uint32_t count() const noexcept { return count_; }
        /// Has it a row, not a list?
        [[nodiscard]] bool has_row() const noexcept { return (place_ & is_row) != 0; }
        /// The number of its row, see `lines`. Precondition: `has_row()`.
        [[nodiscard]] std::uint32_t row() const noexcept { return place_ & ~is_row; }

    private:
        friend class word_index;
        static constexpr std::uint32_t is_row = 0x80000000U;

        std::uint32_t place_{}; ///< of its list, or number of its row with the highest bit set
        std::uint32_t count_{};
    };
    [[nodiscard]] entry const & operator[](std::uint32_t word) const noexcept { return entries_[word]; }
    /// The sequences that hold a word without a row, in order; `known` is its entry.
    [[nodiscard]] std::span<std::uint32_t const> list(std::uint32_t word, entry const & known) const noexcept
    {
        return lists_[part_of(word)].get(known.place_, known.count_);
    }
    /// The lines of all rows for the sequences from 512 · `block` on, see `bit_rows`.
    [[nodiscard]] std::uint64_t const * lines(std::size_t block) const noexcept { return rows_.lines(block); }

    /// Calls `found(number)` for the sequences that hold a word, in order.
    template <typename found_t>
    void for_each_sequence_with(std::uint32_t word, found_t && found) const
    {
        entry const & known = entries_[word];
        if (!known.has_row())
            for (std::uint32_t const number : list(word, known))
                found(number);
        else
            for (std::size_t base = 0; base < size_; base += 64)
                for (std::uint64_t left = rows_.bits(known.row(), base); left != 0; left &= left - 1)
                    found(static_cast<std::uint32_t>(base + static_cast<std::size_t>(std::countr_zero(left))));
    }
    /// The same as a vector.
    [[nodiscard]] std::vector<std::uint32_t> sequences_with(std::uint32_t word) const;
    /// `counts[i]` becomes the number of `words` (distinct) that sequence i holds; `counts` is resized to size(). The
    /// plain way, which defines what `word_counter` finds.
    void count(std::span<std::uint32_t const> words, std::vector<std::uint16_t> & counts) const;

private:
    static constexpr std::size_t parts_there_are = 4;

    /// Work on an interval of words while sequences are added.
    struct part
    {
        std::uint32_t first{};
        std::uint32_t last{};
        std::vector<std::uint32_t> touched{};  ///< words of a group
        std::vector<std::uint32_t> used{};     ///< words that have got their first sequence
        std::vector<std::uint32_t> frequent{}; ///< words that need a row
        std::vector<std::uint32_t> rows{};     ///< for them
    };

    /// Words of a part share their lists with no other part.
    [[nodiscard]] std::size_t part_of(std::uint32_t word) const noexcept { return word >> (2 * word_length_ - 2); }
    /// A word is given a row when it is in so many sequences.
    [[nodiscard]] std::uint32_t frequent() const noexcept;
    void open(std::size_t sequences);
    void deal(bool is_shared);
    [[nodiscard]] bool put(std::uint32_t word, std::size_t base, std::uint64_t bits, std::vector<std::uint32_t> & used);
    void add_to_part(part & here, std::span<std::span<std::uint32_t const> const> sequences);
    void add_group(part & here, std::size_t base);
    void expect(std::uint32_t word, std::size_t base) const noexcept;
    [[nodiscard]] std::uint32_t claim_row(std::uint32_t word);
    void list_to_row(std::uint32_t word, std::uint32_t row);
    void row_to_list(std::uint32_t word);

    unsigned word_length_;
    std::size_t size_{};
    std::size_t expected_{}; ///< sequences there will be
    std::vector<entry> entries_;
    std::array<number_lists, parts_there_are> lists_{};
    bit_rows rows_{};
    std::vector<std::uint32_t> owners_{}; ///< words by the number of their row; of a row that was given back: `none`
    std::vector<std::uint32_t> used_{};   ///< words with sequences
    std::vector<part> parts_{};
    std::vector<std::uint64_t> group_{}; ///< by word: which sequences of a group hold it; zero between groups
};

} // namespace ampstream::kmer
