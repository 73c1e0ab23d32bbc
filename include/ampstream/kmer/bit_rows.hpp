// SPDX-License-Identifier: BSD-3-Clause
// Rows of bits, one bit a sequence, that grow in both directions without being moved as a whole.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <ampstream/simd/bit_counts.hpp>

namespace ampstream::kmer
{

/// Cut into blocks of 512 sequences. In a block, a row is a line of 64 bytes (one of the processor's), and the lines of
/// all rows stand one after the other in the order of their numbers, as `simd::count_columns` reads them. More
/// sequences are more blocks; more rows are more lines in each.
class bit_rows
{
public:
    static constexpr std::size_t width = simd::bit_block::width; ///< sequences in a block

    /// Makes room for so many blocks in all; new bits are 0.
    void open(std::size_t blocks);
    /// A row without bits; returns its number. Invalidates what `lines` gave.
    [[nodiscard]] std::uint32_t claim();
    /// Gives a row back.
    void release(std::uint32_t row);
    /// Forgets all rows and blocks but keeps the memory of the first block.
    void clear();

    [[nodiscard]] std::size_t blocks() const noexcept { return blocks_.size(); }
    /// The lines of all rows in a block. nullptr if there are no rows.
    [[nodiscard]] std::uint64_t const * lines(std::size_t block) const noexcept
    {
        return room_ == 0 ? nullptr : blocks_[block].front().bits.data();
    }
    /// The bits of the 64 sequences (from a multiple of 64 on) among which `number` is.
    [[nodiscard]] std::uint64_t & bits(std::uint32_t row, std::size_t number) noexcept
    {
        return blocks_[number / width][row].bits[number % width / 64];
    }
    [[nodiscard]] std::uint64_t bits(std::uint32_t row, std::size_t number) const noexcept
    {
        return blocks_[number / width][row].bits[number % width / 64];
    }

private:
    struct alignas(64) line
    {
        std::array<std::uint64_t, width / 64> bits{};
    };

    std::size_t rows_{}; ///< numbers in use or given back
    std::size_t room_{}; ///< lines of each block
    std::vector<std::vector<line>> blocks_{};
    std::vector<std::uint32_t> free_{}; ///< rows that were given back; without bits
};

} // namespace ampstream::kmer
