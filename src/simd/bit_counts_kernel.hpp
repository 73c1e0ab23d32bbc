// SPDX-License-Identifier: BSD-3-Clause
// Counting in vertical counters, written once over a vector of bits. Included by one file for each instruction set,
// with a vector type that is local to that file.
#pragma once

#include <cstddef>
#include <cstdint>

#include <ampstream/simd/bit_counts.hpp>

namespace ampstream::simd
{

/// bits_t: `words` (64-bit words it holds), load, store, none(), both (and), either (or), differing (xor), any,
/// highest(numbers): the largest of 64 * words 16-bit numbers.
///
/// Bit c of planes[b] is bit b of the count of column c (Harley and Seal's carry-save adders, Warren, Hacker's Delight,
/// 5-1): sixteen rows cost fifteen adders of five operations, for all columns at once.
template <typename bits_t>
class column_counter
{
public:
    explicit column_counter(bit_block const & block) noexcept : b_{block}, top_{4}
    {
        while (b_.count >> top_ != 0)
            ++top_;
    }

    bool run() noexcept
    {
        bool any = false;
        expect_next_block();
        for (std::int32_t part = 0; part < bit_block::words; part += bits_t::words)
            any |= count_part(part);
        return any;
    }

private:
    static constexpr std::int32_t most_planes = 16;

    struct sum
    {
        bits_t carry;
        bits_t digit;
    };

    static sum add(bits_t x, bits_t y, bits_t z) noexcept
    {
        bits_t const half = bits_t::differing(x, y);
        return {bits_t::either(bits_t::both(x, y), bits_t::both(half, z)), bits_t::differing(half, z)};
    }

    [[nodiscard]] static std::uint64_t const * line(std::uint64_t const * lines, std::uint32_t row) noexcept
    {
        return lines + std::size_t{row} * bit_block::words;
    }
    [[nodiscard]] bits_t row(std::int32_t which) const noexcept
    {
        return bits_t::load(line(b_.lines, b_.rows[which]) + part_);
    }

    /// Adds a number of weight 2^plane to the counters.
    void ripple(bits_t carry, std::int32_t plane) noexcept
    {
        for (; plane < top_; ++plane)
        {
            bits_t const next = bits_t::both(planes_[plane], carry);
            planes_[plane] = bits_t::differing(planes_[plane], carry);
            carry = next;
        }
    }

    /// Two rows into the lowest plane; gives the carry.
    [[nodiscard]] static bits_t take(bits_t & plane, bits_t x, bits_t y) noexcept
    {
        sum const result = add(plane, x, y);
        plane = result.digit;
        return result.carry;
    }

    /// Tells the processor which lines come next.
    void expect(std::int32_t first) const noexcept
    {
        constexpr std::int32_t ahead = 32;
        std::int32_t const last = first + ahead + 16 < b_.count ? first + ahead + 16 : b_.count;
        for (std::int32_t r = first + ahead; r < last; ++r)
            __builtin_prefetch(line(b_.lines, b_.rows[r]));
    }
    /// The same for the first lines of the next block.
    void expect_next_block() const noexcept
    {
        if (b_.next_lines == nullptr)
            return;
        constexpr std::int32_t first = 32;
        for (std::int32_t r = 0; r < first && r < b_.count; ++r)
            __builtin_prefetch(line(b_.next_lines, b_.rows[r]));
    }

    void add_sixteen(std::int32_t first) noexcept
    {
        bits_t ones = planes_[0];
        bits_t twos = planes_[1];
        bits_t fours = planes_[2];
        bits_t eights[2];
        for (std::int32_t half = 0; half < 2; ++half)
        {
            bits_t quarter[2];
            for (std::int32_t k = 0; k < 2; ++k)
            {
                std::int32_t const r = first + 8 * half + 4 * k;
                bits_t const left = take(ones, row(r), row(r + 1));
                bits_t const right = take(ones, row(r + 2), row(r + 3));
                quarter[k] = take(twos, left, right);
            }
            eights[half] = take(fours, quarter[0], quarter[1]);
        }
        bits_t const carry = take(planes_[3], eights[0], eights[1]);
        planes_[0] = ones;
        planes_[1] = twos;
        planes_[2] = fours;
        ripple(carry, 4);
    }

    /// Columns whose count so far is at least `least`, read from the lowest digit to the highest.
    [[nodiscard]] bits_t at_least(std::int32_t least) const noexcept
    {
        bits_t result = bits_t::full();
        if (least <= 0)
            return result;
        if (least >> top_ != 0)
            return bits_t::none();
        for (std::int32_t plane = 0; plane < top_; ++plane)
            result = (least >> plane & 1) != 0 ? bits_t::both(planes_[plane], result)
                                               : bits_t::either(planes_[plane], result);
        return result;
    }

    bool count_part(std::int32_t part) noexcept
    {
        for (std::int32_t word = 0; word < bits_t::words; ++word)
            b_.passing[part + word] = 0;
        part_ = part;
        // What the rows must give to a column that has the most already.
        std::int32_t const least = b_.least - bits_t::highest(b_.extra + std::ptrdiff_t{64} * part);
        if (least > b_.count)
            return false;
        for (std::int32_t plane = 0; plane < top_; ++plane)
            planes_[plane] = bits_t::none();
        std::int32_t done = 0;
        while (done + 16 <= b_.count)
        {
            expect(done);
            add_sixteen(done);
            done += 16;
            std::int32_t const left = b_.count - done;
            if (done % 32 == 0 && least > left && !bits_t::any(at_least(least - left)))
                return false;
        }
        for (; done < b_.count; ++done)
            ripple(row(done), 0);
        bits_t const candidates = at_least(least);
        return bits_t::any(candidates) && collect(candidates, part);
    }

    /// The exact counts of the columns that may pass.
    bool collect(bits_t candidates, std::int32_t part) noexcept
    {
        std::uint64_t digits[most_planes][bits_t::words];
        std::uint64_t which[bits_t::words];
        bits_t::store(which, candidates);
        for (std::int32_t plane = 0; plane < top_; ++plane)
            bits_t::store(digits[plane], planes_[plane]);
        bool any = false;
        for (std::int32_t word = 0; word < bits_t::words; ++word)
            for (std::uint64_t left = which[word]; left != 0; left &= left - 1)
            {
                std::int32_t const bit = __builtin_ctzll(left);
                std::int32_t const column = 64 * (part + word) + bit;
                std::uint32_t count = b_.extra[column];
                for (std::int32_t plane = 0; plane < top_; ++plane)
                    count += static_cast<std::uint32_t>(digits[plane][word] >> bit & 1U) << plane;
                b_.counts[column] = static_cast<std::uint16_t>(count < 65535 ? count : 65535);
                bool const passes = static_cast<std::int32_t>(count) >= b_.least;
                b_.passing[part + word] |= static_cast<std::uint64_t>(passes) << bit;
                any |= passes;
            }
        return any;
    }

    bit_block const & b_;
    std::int32_t top_; ///< planes in use
    std::int32_t part_{};
    bits_t planes_[most_planes];
};

} // namespace ampstream::simd
