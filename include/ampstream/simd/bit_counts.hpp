// SPDX-License-Identifier: BSD-3-Clause
// How many rows of a bit matrix are set in each column, for the columns where they are many.
#pragma once

#include <cstdint>

#include <ampstream/simd/target.hpp>

namespace ampstream::simd
{

/// A block of neighbouring columns of a matrix of bits; a row of it is a line of `words` words.
struct bit_block
{
    static constexpr std::int32_t width = 512;        ///< columns
    static constexpr std::int32_t words = width / 64; ///< the same in words of memory
    static constexpr std::int32_t most_rows = 65535;

    std::uint64_t const * lines{};      ///< the first line; the others follow
    std::uint64_t const * next_lines{}; ///< the same of the block that will be asked for next; nullptr: not known
    std::uint32_t const * rows{};       ///< numbers of the lines to be counted; best those first that have few bits set
    std::int32_t count{};               ///< how many, 0 to most_rows
    std::uint16_t const * extra{};      ///< `width` numbers that are added to the columns' counts
    std::int32_t least{};               ///< counts of at least this are wanted
    std::uint16_t * counts{};  ///< result: `width` counts, saturated at 65535; undefined where `passing` has no bit
    std::uint64_t * passing{}; ///< result: `words` words, a bit for each column whose count is at least `least`
};

/// Counts the bits of each column by carry-save addition of whole rows. A part of the block is given up as soon as none
/// of its columns can reach `least` with the rows that are left. Returns whether any column passes.
bool count_columns(bit_block const & block, target with) noexcept;

} // namespace ampstream::simd
