// SPDX-License-Identifier: BSD-3-Clause
// Hopping paths, written once over a vector of 32 bytes (see `band_kernel.hpp` for what it must offer). Included by one
// file for each instruction set.
#pragma once

#include <cstdint>

#include <ampstream/simd/hops.hpp>

namespace ampstream::simd
{

/// Row after row, the least price on every diagonal. Diagonal x of a row r holds the pair of letter r of the query and
/// letter r + x - (rows - 1) of the target.
template <typename bytes_t>
class hop_counter
{
public:
    explicit hop_counter(hops const & which) noexcept : h_{which}, width_{diagonals_of(which)}
    {
        stride_ = width_ + which.rows + hops::lanes;
        prices_ = which.memory + width_;
    }

    [[nodiscard]] std::int32_t run(std::int32_t most) noexcept
    {
        prepare();
        std::int32_t least = 0;
        std::int32_t best = 0;     // price so far on the best diagonal
        std::int32_t inside = far; // with the last letters skipped between pairs
        std::int32_t behind = far; // with the last letters skipped behind all pairs
        std::uint8_t taken = 0;    // to be taken from what `memory` says of diagonals
        for (std::int32_t row = 0; row < h_.rows && least <= most; ++row)
        {
            std::int32_t const before = row * h_.skip; // nothing but skipped so far
            std::int32_t const in = least_of(least_of(best + h_.hop, inside), before);
            behind = least_of(best, behind) + h_.skip;
            inside = least_of(best + h_.hop, inside) + h_.skip;
            best = least_of(best, in); // all diagonals cost that if `in` is less
            taken = pass(row, taken, static_cast<std::uint8_t>(in - best));
            best += taken;
            least = least_of(least_of(best, inside), least_of(before + h_.skip, behind));
        }
        return least;
    }

private:
    static constexpr std::int32_t far = 1 << 28;

    [[nodiscard]] static std::int32_t least_of(std::int32_t x, std::int32_t y) noexcept { return x < y ? x : y; }

    /// Prices of pairs by base and place; those beside the target cost as if they differed.
    void prepare() noexcept
    {
        bytes_t const none = bytes_t::all(0);
        bytes_t const mismatch = bytes_t::all(h_.mismatch);
        for (std::int32_t x = 0; x < width_; x += hops::lanes)
            bytes_t::store(h_.memory + x, none);
        std::int32_t const first = h_.rows - 1;
        for (std::int32_t base = 0; base < 4; ++base)
        {
            std::uint8_t * const prices = prices_ + std::int64_t{base} * stride_;
            for (std::int32_t i = 0; i + hops::lanes <= stride_; i += hops::lanes)
                bytes_t::store(prices + i, mismatch);
            bytes_t::store(prices + stride_ - hops::lanes, mismatch);
            bytes_t const mask = bytes_t::all(static_cast<std::uint8_t>(1 << base));
            std::int32_t j = 0;
            for (; j + hops::lanes <= h_.columns; j += hops::lanes)
                bytes_t::store(prices + first + j,
                               bytes_t::both(bytes_t::is_equal(bytes_t::both(bytes_t::load(h_.target + j), mask), none),
                                             mismatch));
            for (; j < h_.columns; ++j)
                prices[first + j] = (h_.target[j] >> base & 1) != 0 ? 0 : h_.mismatch;
        }
    }

    /// Passes a row: on every diagonal at most `cap` before it. Returns by how much the best diagonal becomes dearer.
    [[nodiscard]] std::uint8_t pass(std::int32_t row, std::uint8_t taken, std::uint8_t cap) const noexcept
    {
        std::int32_t base = 0;
        std::uint8_t const letter = h_.query[row];
        while (base < 3 && letter != 1 << base)
            ++base;
        std::uint8_t const * const prices = prices_ + std::int64_t{base} * stride_ + row;
        bytes_t const free = bytes_t::all(letter == 15 ? std::uint8_t{0} : std::uint8_t{255});
        bytes_t const less = bytes_t::all(taken);
        bytes_t const highest = bytes_t::all(cap);
        bytes_t least = bytes_t::all(255);
        for (std::int32_t x = 0; x < width_; x += hops::lanes)
        {
            bytes_t price = bytes_t::minimum(bytes_t::subtract(bytes_t::load(h_.memory + x), less), highest);
            price = bytes_t::add(price, bytes_t::both(bytes_t::load(prices + x), free));
            bytes_t::store(h_.memory + x, price);
            least = bytes_t::minimum(least, price);
        }
        return bytes_t::lowest(least);
    }

    hops const & h_;
    std::int32_t width_;
    std::int32_t stride_;
    std::uint8_t * prices_;
};

} // namespace ampstream::simd
