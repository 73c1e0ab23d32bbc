// SPDX-License-Identifier: BSD-3-Clause
// Kernels over the letters and qualities of one read.
#pragma once

#include <cstdint>

#include <ampstream/simd/target.hpp>

namespace ampstream::simd
{

/// Bases as bits, base i at bit i % 64 of word i / 64. The code of a base is 0 for A, 1 for C, 2 for T and U, 3 for G.
/// An owner has room for `words_for(length)` words in each.
struct base_planes
{
    std::uint64_t * low{};   ///< bit 0 of the code
    std::uint64_t * high{};  ///< bit 1 of the code
    std::uint64_t * known{}; ///< is the base an upper-case A, C, G, T or U? Where not, the code means nothing

    /// One more than the bases fill, so that 64 bits can be read from any base on.
    [[nodiscard]] static constexpr std::int64_t words_for(std::int64_t length) noexcept { return length / 64 + 2; }
};

/// Fills the planes of `length` letters; bits behind them are 0. Returns whether all are known.
bool pack_bases(char const * letters, std::int64_t length, base_planes const & planes, target with) noexcept;

/// A read, and 32 bases that are laid at every place of it.
struct window_search
{
    static constexpr std::int32_t width = 32;

    std::uint64_t const * low{}; ///< planes of the read, with the word behind
    std::uint64_t const * high{};
    std::int32_t length{};     ///< bases of the read, at least `width`
    std::uint32_t fixed_low{}; ///< planes of the 32 bases
    std::uint32_t fixed_high{};
    std::int32_t const * most{}; ///< `most[n]`, n from 1 to 32: how many of n columns may differ; −1: no window will do
    std::int32_t * ends{};       ///< result, with room for `length` + 8
};

/// Lays the 32 bases so that their last one stands at base e − 1 of the read, for each e from 1 to `length`; for e
/// below 32 only their last e bases are compared. Writes each e whose codes differ in few enough places, ascending, and
/// returns how many there are.
std::int32_t find_windows(window_search const & search, target with) noexcept;

/// Writes the reverse complement of upper-case A, C, G, T and N. Returns false if there was any other letter; then
/// what was written means nothing.
bool reverse_complement(char const * letters, std::int64_t length, char * to, target with) noexcept;

/// Writes the letters in reverse order.
void reverse(char const * letters, std::int64_t length, char * to, target with) noexcept;

/// The lowest and the highest of some characters; of none '\x7f' and 0. Precondition: all are ASCII, below 0x80.
struct character_range
{
    char lowest{'\x7f'};
    char highest{};
};
[[nodiscard]] character_range range_of(char const * text, std::int64_t length) noexcept;

/// A number of 32 bits for each quality from 0 to 47, its bytes in four tables, the lowest first.
struct quality_weights
{
    static constexpr std::int32_t levels = 48;
    std::uint8_t bytes[4][levels]{};
};

/// Sum of the weights of qualities written in Phred+33. Precondition: all are below `quality_weights::levels`.
std::uint64_t
sum_weights(char const * qualities, std::int64_t length, quality_weights const & weights, target with) noexcept;

} // namespace ampstream::simd
