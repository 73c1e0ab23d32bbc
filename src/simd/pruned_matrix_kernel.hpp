// SPDX-License-Identifier: BSD-3-Clause
// The kernel written once over a vector of 16-bit lanes. Included by one file for each instruction set, with a vector
// type that is local to that file, so that each gets its own copy.
#pragma once

#include <cstdint>

#include <ampstream/simd/pruned_matrix.hpp>

namespace ampstream::simd
{

/// vector_t: `lanes`, `mask`, load, store, all(x), iota(), add (saturating), subtract (saturating), maximum, either
/// (bitwise or), multiply_low, is_greater, is_equal → mask, choose(mask, yes, no), flag(mask, x) = yes ? x : 0,
/// first(mask) and last(mask) → lane, any(mask).
template <typename vector_t>
class pruned_filler
{
public:
    explicit pruned_filler(pruned_matrix & matrix) noexcept : m_{matrix} {}

    void run() noexcept
    {
        begin();
        std::int32_t const last = m_.rows + m_.columns - 2;
        for (std::int32_t a = 0; a <= last; ++a)
        {
            if (!choose_interval(a))
                return;
            m_.first_rows[a] = low_;
            m_.offsets[a] = m_.cells;
            fill_antidiagonal(a);
            close(a);
        }
        m_.reached_end = true;
        m_.score = h_now()[m_.rows - 1];
    }

private:
    static constexpr std::int16_t nothing = -32768;
    static constexpr std::int32_t far = 1 << 30;
    static constexpr std::int32_t lanes = vector_t::lanes;

    /// Score of a gap of `length` at the start.
    [[nodiscard]] std::int32_t border(std::int32_t length) const noexcept
    {
        return length == 0 ? 0 : -(m_.open_end + (length - 1) * m_.extend_end);
    }
    /// The most a path can gain behind a cell, whatever it is doing there.
    [[nodiscard]] std::int32_t rest(std::int32_t rows_left, std::int32_t columns_left) const noexcept
    {
        std::int32_t const difference = rows_left > columns_left ? rows_left - columns_left : columns_left - rows_left;
        return m_.match / 2 * (rows_left + columns_left - difference) - m_.extend_end * difference;
    }
    /// Buffers by row, row -1 included.
    [[nodiscard]] std::int16_t * h_now() const noexcept { return m_.scores[2] + 1; }
    [[nodiscard]] std::int16_t * h_before() const noexcept { return m_.scores[0] + 1; }
    [[nodiscard]] std::int16_t * f_now() const noexcept { return m_.vertical[1] + 1; }
    [[nodiscard]] std::int16_t * f_before() const noexcept { return m_.vertical[0] + 1; }
    [[nodiscard]] std::int16_t * e() const noexcept { return m_.horizontal + 1; }

    static std::int16_t narrow(std::int32_t value) noexcept
    {
        return static_cast<std::int16_t>(value < nothing ? nothing : value);
    }

    /// The step out of the upper border (row -1) down in column j.
    [[nodiscard]] std::int16_t down_from_border(std::int32_t j) const noexcept
    {
        return narrow(border(j + 1) - m_.reversed_open[m_.columns - 1 - j]);
    }
    /// The step out of the left border (column -1) to the right in row i.
    [[nodiscard]] std::int16_t right_from_border(std::int32_t i) const noexcept
    {
        return narrow(border(i + 1) - m_.row_open[i]);
    }

    void begin() noexcept
    {
        m_.reached_end = false;
        m_.cells = 0;
        // The borders through which a path of the wanted score can still enter: a prefix of each.
        upper_limit_ = 0;
        while (upper_limit_ < m_.columns &&
               border(upper_limit_ + 1) + rest(m_.rows, m_.columns - 1 - upper_limit_) >= m_.least_score)
            ++upper_limit_;
        left_limit_ = 0;
        while (left_limit_ < m_.rows &&
               border(left_limit_ + 1) + rest(m_.rows - 1 - left_limit_, m_.columns) >= m_.least_score)
            ++left_limit_;
        // Antidiagonals -2 and -1: cells (-1,-1), then (-1,0) and (0,-1).
        m_.scores[1][0] = 0;
        m_.scores[2][0] = narrow(border(1));
        m_.scores[2][1] = narrow(border(1));
        m_.vertical[1][0] = down_from_border(0);
        e()[0] = right_from_border(0);
        alive_low_ = far;
        alive_high_ = -far;
        alive_low_before_ = far;
        alive_high_before_ = -far;
    }

    /// Rows of antidiagonal a that a live cell or border leads to. Turns the buffers.
    bool choose_interval(std::int32_t a) noexcept
    {
        low_ = alive_low_ < alive_low_before_ + 1 ? alive_low_ : alive_low_before_ + 1;
        high_ = (alive_high_ > alive_high_before_ ? alive_high_ : alive_high_before_) + 1;
        if (a <= upper_limit_)
            low_ = 0;
        if (a <= left_limit_)
            high_ = a;
        if (a <= upper_limit_ && high_ < 0)
            high_ = 0;
        if (a <= left_limit_ && low_ > a)
            low_ = a;
        if (low_ < a - (m_.columns - 1))
            low_ = a - (m_.columns - 1);
        if (high_ > a)
            high_ = a;
        if (high_ > m_.rows - 1)
            high_ = m_.rows - 1;
        if (low_ > high_)
            return false;
        std::int16_t * const oldest = m_.scores[0];
        m_.scores[0] = m_.scores[1];
        m_.scores[1] = m_.scores[2];
        m_.scores[2] = oldest;
        std::int16_t * const older = m_.vertical[0];
        m_.vertical[0] = m_.vertical[1];
        m_.vertical[1] = older;
        return true;
    }

    void fill_antidiagonal(std::int32_t a) noexcept { m_.has_ambiguous ? fill_blocks<true>(a) : fill_blocks<false>(a); }

    template <bool has_ambiguous>
    void fill_blocks(std::int32_t a) noexcept
    {
        vector_t const match = vector_t::all(m_.match);
        vector_t const mismatch = vector_t::all(m_.mismatch);
        vector_t const empty = vector_t::all(nothing);
        vector_t const iota = vector_t::iota();
        std::int32_t const half = m_.match / 2;
        vector_t const slope = vector_t::all(static_cast<std::int16_t>(half + m_.extend_end));
        vector_t const most =
            vector_t::all(static_cast<std::int16_t>(half * (m_.rows + m_.columns - 2 - a) - m_.least_score));
        std::int32_t const shift = m_.columns - 1 - a; // reversed column of row i is shift + i
        std::int32_t first_alive = far;
        std::int32_t last_alive = -far;
        std::int16_t * directions = m_.directions + m_.cells;
        for (std::int32_t i = low_; i <= high_; i += lanes, directions += lanes)
        {
            vector_t const query = vector_t::load(m_.query + i);
            vector_t const target = vector_t::load(m_.reversed_target + shift + i);
            vector_t pair = vector_t::choose(vector_t::is_equal(query, target), match, mismatch);
            if constexpr (has_ambiguous)
            {
                vector_t const code = vector_t::either(query, target);
                pair = vector_t::choose(vector_t::is_greater(code, vector_t::all(15)), vector_t::all(0), pair);
            }
            vector_t const f = vector_t::load(f_before() + i - 1);
            vector_t const left = vector_t::load(e() + i);
            vector_t h = vector_t::add(vector_t::load(h_before() + i - 1), pair);
            vector_t bits = vector_t::flag(vector_t::is_greater(f, h), 1);
            h = vector_t::maximum(h, f);
            bits = vector_t::either(bits, vector_t::flag(vector_t::is_greater(left, h), 2));
            h = vector_t::maximum(h, left);

            vector_t f_open = vector_t::subtract(h, vector_t::load(m_.reversed_open + shift + i));
            vector_t f_extend = vector_t::subtract(f, vector_t::load(m_.reversed_extend + shift + i));
            bits = vector_t::either(bits, vector_t::flag(vector_t::is_greater(f_extend, f_open), 4));
            vector_t e_open = vector_t::subtract(h, vector_t::load(m_.row_open + i));
            vector_t e_extend = vector_t::subtract(left, vector_t::load(m_.row_extend + i));
            bits = vector_t::either(bits, vector_t::flag(vector_t::is_greater(e_extend, e_open), 8));
            vector_t f_out = vector_t::maximum(f_open, f_extend);
            vector_t e_out = vector_t::maximum(e_open, e_extend);
            if (i + lanes - 1 > high_)
            {
                auto const beyond = vector_t::is_greater(iota, vector_t::all(static_cast<std::int16_t>(high_ - i)));
                h = vector_t::choose(beyond, empty, h);
                f_out = vector_t::choose(beyond, empty, f_out);
                e_out = vector_t::choose(beyond, empty, e_out);
            }
            vector_t::store(h_now() + i, h);
            vector_t::store(f_now() + i, f_out);
            vector_t::store(e() + i, e_out);
            vector_t::store(directions, bits);

            vector_t const start = vector_t::all(static_cast<std::int16_t>(m_.rows - m_.columns + a - 2 * i));
            vector_t const difference = vector_t::subtract(vector_t::subtract(start, iota), iota);
            vector_t const distance = vector_t::maximum(difference, vector_t::subtract(vector_t::all(0), difference));
            vector_t const chance = vector_t::add(h, vector_t::subtract(most, vector_t::multiply_low(distance, slope)));
            auto const alive = vector_t::is_greater(chance, vector_t::all(-1));
            if (vector_t::any(alive))
            {
                if (first_alive == far)
                    first_alive = i + vector_t::first(alive);
                last_alive = i + vector_t::last(alive);
            }
        }
        alive_low_before_ = alive_low_;
        alive_high_before_ = alive_high_;
        alive_low_ = first_alive;
        alive_high_ = last_alive;
        m_.cells += std::int64_t{(high_ - low_ + lanes) / lanes} * lanes;
    }

    /// What the next antidiagonals find beside the interval: the borders of the matrix, or nothing.
    void close(std::int32_t a) noexcept
    {
        bool const has_upper = low_ == 0 && a + 1 < m_.columns;
        h_now()[low_ - 1] = has_upper ? narrow(border(a + 2)) : nothing;
        f_now()[low_ - 1] = has_upper ? down_from_border(a + 1) : nothing;
        bool const has_left = high_ == a && a + 1 < m_.rows;
        h_now()[high_ + 1] = has_left ? narrow(border(a + 2)) : nothing;
        f_now()[high_ + 1] = nothing;
        e()[high_ + 1] = has_left ? right_from_border(a + 1) : nothing;
    }

    pruned_matrix & m_;
    std::int32_t low_{};
    std::int32_t high_{};
    std::int32_t upper_limit_{}; ///< antidiagonals up to this one are entered from row -1
    std::int32_t left_limit_{};  ///< and from column -1
    std::int32_t alive_low_{};
    std::int32_t alive_high_{};
    std::int32_t alive_low_before_{};
    std::int32_t alive_high_before_{};
};

} // namespace ampstream::simd
