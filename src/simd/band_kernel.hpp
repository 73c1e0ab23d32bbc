// SPDX-License-Identifier: BSD-3-Clause
// The band, written once over a vector of 32 bytes. Included by one file for each instruction set, with a vector type
// that is local to that file, so that each gets its own copy.
#pragma once

#include <cstdint>

#include <ampstream/simd/band.hpp>

namespace ampstream::simd
{

/// bytes_t: load, store, all(x), iota(), add (saturating), subtract (saturating), minimum, maximum, is_equal → 255 or
/// 0, both (and), either (or), without(mask, x) = x where the mask is 0, up(x, in): lane l takes lane l - 1 and lane 0
/// the last one of `in`, down(x, in): lane l takes lane l + 1 and the last lane the first one of `in`, first(x) and
/// last(x): that lane everywhere, lowest(x) → the least lane.
template <typename bytes_t, bool has_ambiguous>
class band_filler
{
public:
    explicit band_filler(band & which) noexcept
        : b_{which}, begin_{first_step_of(which)}, end_{last_step_of(which)}, highest_{highest_of(which)}
    {
        std::int32_t const below = -which.lowest;
        start_ = (below > highest_ ? below : highest_) + 1;
        std::int32_t const row = 2 * which.rows + which.lowest;
        std::int32_t const column = 2 * which.columns - highest_;
        finish_ = row < column ? row : column;
    }

    void run() noexcept
    {
        state now{.even = bytes_t::all(nothing),
                  .odd = bytes_t::all(nothing),
                  .right = bytes_t::all(nothing),
                  .down = bytes_t::all(nothing)};
        for (std::int32_t i = 0; i < b_.outside_size; i += band::lanes)
            bytes_t::store(b_.outside + i, bytes_t::all(0));
        put_prices();
        side low{.more = b_.outside};
        side high{.more = b_.outside + b_.outside_size / 2};
        if (b_.lowest > 0) // paths may begin on any diagonal below
            base_ = low.least = low.run = b_.extend_end * (b_.lowest - 1);
        for (std::int32_t s = begin_; s <= end_; s += band::steps_of_block)
        {
            bool const ends = s + band::steps_of_block > finish_;
            rebase(now, least_of(low.least, low.run), least_of(high.least, least_of(high.run, high.column)));
            std::int32_t const below = least_of(low.least, low.run) + (ends ? 1 : b_.open - 1);
            std::int32_t const above = ends ? least_of(least_of(high.least, high.run), high.column) + 1
                                            : least_of(high.least + b_.open, high.run + b_.extend) - 1;
            now.back_low = bytes_t::all(told(below - base_));
            now.back_high = bytes_t::all(told(above - base_));
            now.fresh = bytes_t::all(ends ? 1 : static_cast<std::uint8_t>(b_.open - 1));
            now.out_low = now.out_high = bytes_t::all(nothing);
            fill_block(now, s);
            std::int32_t const row_below = s / 2 - 1 - b_.lowest / 2;
            std::int32_t const row_above = (s - 1 - highest_) / 2;
            grow(low, row_below, row_below + b_.lowest - band::lanes, -band::lanes);
            grow(high, row_above, row_above + highest_ + 1, band::lanes);
            if (s + band::steps_of_block > end_)
                finish(now, high);
            leave(low, now.out_low, 0); // in a query-only gap already
            leave(high, now.out_high, b_.open - b_.extend_end);
        }
    }

private:
    static constexpr std::uint8_t nothing = 255;
    static constexpr std::int32_t far = 1 << 28;
    static constexpr std::int32_t rows_at_once = 2;

    /// What paths outside on one side of the band lack at least (see `band`), in the gauge told there.
    struct side
    {
        std::int32_t least{far};  ///< with a pair behind them, on the best diagonal
        std::int32_t run{far};    ///< in a query-only gap
        std::int32_t column{far}; ///< in the gap at the end of the query
        std::uint8_t * more;      ///< by diagonal, the nearest ones first: what they lack besides `least` and `taken`
        std::uint8_t taken{};     ///< to be taken from `more`
        std::uint8_t entry{255};  ///< if more than this is lacking besides `least`, it is this
    };

    /// Of the last steps. `back_…` is what paths that left in an earlier block come back with, `out_…` what was left
    /// with in this block.
    struct state
    {
        bytes_t even;
        bytes_t odd;
        bytes_t right; ///< lack of a target-only step out of a cell
        bytes_t down;  ///< of a query-only step
        bytes_t back_low{};
        bytes_t back_high{};
        bytes_t fresh{}; ///< what is lacking besides to come back after leaving in this block
        bytes_t out_low{};
        bytes_t out_high{};
        bytes_t out_before{}; ///< `out_high` before the last step
    };

    /// In every lane. (Copies: the compiler must take it that a stored byte may change `band`.)
    struct constants
    {
        explicit constants(band const & which) noexcept
            : mismatch{bytes_t::all(which.mismatch)}, ambiguous{bytes_t::all(which.ambiguous)},
              open{bytes_t::all(which.open)}, extend{bytes_t::all(which.extend)}
        {
        }
        bytes_t mismatch;
        bytes_t ambiguous;
        bytes_t open;
        bytes_t extend;
        bytes_t one{bytes_t::all(1)};
        bytes_t two{bytes_t::all(2)};
        bytes_t four{bytes_t::all(4)};
        bytes_t eight{bytes_t::all(8)};
    };

    [[nodiscard]] std::int32_t border(std::int32_t length) const noexcept
    {
        return b_.open_end + (length - 1) * b_.extend_end;
    }

    [[nodiscard]] static std::int32_t least_of(std::int32_t x, std::int32_t y) noexcept { return x < y ? x : y; }
    [[nodiscard]] static std::uint8_t told(std::int32_t lack) noexcept
    {
        return static_cast<std::uint8_t>(lack < nothing ? lack : nothing);
    }

    /// Takes the least lack of everything away; what is nothing stays nothing.
    void rebase(state & now, std::int32_t below, std::int32_t above) noexcept
    {
        std::int32_t const inside = bytes_t::lowest(bytes_t::minimum(now.even, now.odd));
        std::int32_t const least = least_of(inside, least_of(below, above) - base_);
        if (inside == nothing || least <= 0)
            return;
        base_ += least;
        bytes_t const none = bytes_t::all(nothing);
        bytes_t const less = bytes_t::all(static_cast<std::uint8_t>(least));
        for (bytes_t * const one : {&now.even, &now.odd, &now.right, &now.down})
            *one = bytes_t::either(bytes_t::subtract(*one, less), bytes_t::is_equal(*one, none));
    }

    /// What pairs of letters lack.
    [[nodiscard]] [[gnu::always_inline]] static bytes_t
    pairs(bytes_t query, bytes_t target, bytes_t mismatch, bytes_t ambiguous) noexcept
    {
        bytes_t const plain = bytes_t::without(bytes_t::is_equal(query, target), mismatch);
        if constexpr (!has_ambiguous)
            return plain;
        constexpr std::uint8_t bits = 0xe0; // of `any` and of the pad
        bytes_t const either = bytes_t::both(bytes_t::either(query, target), bytes_t::all(bits));
        return choose(bytes_t::is_equal(either, bytes_t::all(band::any)), ambiguous, plain);
    }

    /// For `pass_rows`.
    void put_prices() const noexcept
    {
        std::int32_t const stride = prices_of(b_) / 5;
        for (std::int32_t base = 0; base < (has_ambiguous ? 5 : 4); ++base)
        {
            bytes_t const letter = bytes_t::all(base < 4 ? static_cast<std::uint8_t>(1 << base) : band::any);
            for (std::int32_t i = 0; i < stride; i += band::lanes)
                bytes_t::store(b_.prices + std::int64_t{base} * stride + i,
                               pairs(letter, bytes_t::load(b_.target - band::pad + i), bytes_t::all(b_.mismatch),
                                     bytes_t::all(b_.ambiguous)));
        }
    }

    /// What letter `row` of the query lacks in a pair with each letter of the target, the first of which comes first.
    [[nodiscard]] std::uint8_t const * prices(std::int32_t row) const noexcept
    {
        std::int32_t base = 0;
        while (base < 4 && b_.query[row] != 1 << base)
            ++base;
        return b_.prices + std::int64_t{base} * (prices_of(b_) / 5) + band::pad;
    }

    /// The band was left with what the lanes of `out` say, towards any diagonal; `opening` is what a query-only gap
    /// lacks besides.
    void leave(side & paths, bytes_t out, std::int32_t opening) const noexcept
    {
        std::int32_t const lack = bytes_t::lowest(out);
        if (lack == nothing)
            return;
        std::int32_t const left = base_ + lack;
        paths.run = least_of(paths.run, left + opening);
        if (left <= paths.least)
        {
            paths.least = left;
            paths.entry = 0;
        }
        else
            paths.entry = static_cast<std::uint8_t>(least_of(paths.entry, left - paths.least));
    }

    /// Rows [row, row + 8) have been passed by the paths that were outside before. The nearest diagonals of this side
    /// begin, in this row, at letter `at` of the target, the next ones `stride` letters on.
    void grow(side & paths, std::int32_t row, std::int32_t at, std::int32_t stride) const noexcept
    {
        constexpr std::int32_t enough = 100; // with the way back, most often more than a path inside lacks meanwhile
        std::int32_t const least = least_of(paths.least, paths.run);
        if (least < far && row >= 0 && row + band::rows_of_block <= b_.rows && least < base_ + enough)
            for (std::int32_t half = 0; half < band::rows_of_block; half += rows_at_once)
                pass_rows(paths, row + half, at + half, stride);
        else
            paths.column = least_of(paths.column, least + b_.open_end + b_.extend_end);
    }

    void pass_rows(side & paths, std::int32_t row, std::int32_t at, std::int32_t stride) const noexcept
    {
        std::int32_t const before = least_of(paths.least, paths.run);
        std::int32_t const opened = paths.least + b_.open - b_.extend_end;
        std::int32_t const ended = paths.run + 2 * b_.extend_end;
        std::uint8_t const * first = prices(row) + at;
        std::uint8_t const * second = prices(row + 1) + 1 + at;
        bytes_t const taken = bytes_t::all(paths.taken);
        bytes_t const entry = bytes_t::all(told(least_of(paths.entry, paths.run - paths.least)));
        bytes_t const cap = bytes_t::all(told(least_of(opened, ended) - paths.least));
        bytes_t least = bytes_t::all(nothing);
        std::uint8_t * more = paths.more;
        std::int32_t const letters = stride > 0 ? b_.columns - at : at + band::lanes + rows_at_once;
        for (std::int32_t left = letters; left > 0; left -= band::lanes)
        {
            bytes_t lack = bytes_t::minimum(bytes_t::subtract(bytes_t::load(more), taken), entry);
            lack = bytes_t::minimum(bytes_t::add(lack, bytes_t::load(first)), cap);
            lack = bytes_t::add(lack, bytes_t::load(second));
            bytes_t::store(more, lack);
            least = bytes_t::minimum(least, lack);
            more += band::lanes;
            first += stride;
            second += stride;
        }
        std::int32_t const run = least_of(opened, paths.run + 2 * rows_at_once * b_.extend_end);
        least = bytes_t::minimum(least, bytes_t::all(told(run - paths.least))); // never more than in a gap
        paths.taken = bytes_t::lowest(least);
        paths.entry = nothing;
        paths.column = least_of(paths.column + 2 * rows_at_once * b_.extend_end, before + b_.open_end + b_.extend_end);
        paths.run = run;
        paths.least += paths.taken;
    }

    /// Reads the result: of the last cell, or of the gap at the end that leaves the band in the last row. That must be
    /// better than whatever leaves it elsewhere.
    void finish(state const & now, side const & high) noexcept
    {
        std::uint8_t lanes[band::lanes];
        std::int32_t const last = b_.columns - b_.rows;
        b_.is_certain = true;
        if (last <= highest_)
        {
            bytes_t::store(lanes, end_ % 2 == 0 ? now.even : now.odd);
            b_.lack = base_ + lanes[(last - b_.lowest - end_ % 2) / 2];
            return;
        }
        bytes_t::store(lanes, now.right);
        std::int32_t const lack = lanes[band::lanes - 1];
        std::int32_t const outside = least_of(least_of(high.least, high.run), high.column) - base_;
        std::int32_t const other = least_of(outside, bytes_t::lowest(now.out_before));
        b_.is_certain = lack < other;
        b_.lack = base_ + least_of(lack, other) + b_.extend_end * (last - highest_ - 1);
    }

    void fill_block(state & now, std::int32_t first) noexcept
    {
        std::int32_t const last = first + band::steps_of_block - 1;
        if (first <= start_)
            fill_steps<true, false>(now, first);
        else if (last >= finish_)
            fill_steps<false, true>(now, first);
        else
            fill_steps<false, false>(now, first);
    }

    template <bool is_start, bool is_finish>
    void fill_steps(state & now, std::int32_t first) noexcept
    {
        state here = now;
        constants const with{b_};
        std::uint8_t * cells = b_.directions + std::int64_t{first - begin_} * band::lanes;
        std::uint8_t const * query = b_.reversed_query + (b_.rows - 1 - (first - 2 - b_.lowest) / 2);
        std::uint8_t const * target = b_.target + (first - 2 + b_.lowest) / 2;
        std::int32_t const behind = first + band::steps_of_block;
        std::int32_t const stop = is_finish && end_ < behind ? end_ + 1 : behind;
        for (std::int32_t s = first; s < stop; s += 2)
        {
            step<false, is_start, is_finish>(here, with, query, target, cells, s);
            // Both steps of a diagonal's lane: the odd one is a letter of the target further on.
            step<true, is_start, is_finish>(here, with, query, target + 1, cells + band::lanes, s + 1);
            --query;
            ++target;
            cells += std::int64_t{2} * band::lanes;
        }
        now = here;
    }

    template <bool is_odd, bool is_start, bool is_finish>
    [[gnu::always_inline]] void step(state & now,
                                     constants const & with,
                                     std::uint8_t const * query,
                                     std::uint8_t const * target,
                                     std::uint8_t * cells,
                                     std::int32_t s) noexcept
    {
        bytes_t const pair = pairs(bytes_t::load(query), bytes_t::load(target), with.mismatch, with.ambiguous);
        bytes_t above = now.down;
        bytes_t left = now.right;
        if constexpr (is_odd)
            above = bytes_t::down(above, bytes_t::minimum(now.back_high, bytes_t::add(now.out_high, now.fresh)));
        else
            left = bytes_t::up(left, bytes_t::minimum(now.back_low, bytes_t::add(now.out_low, now.fresh)));

        bytes_t & cell = is_odd ? now.odd : now.even;
        bytes_t const diagonal = bytes_t::add(cell, pair);
        bytes_t const upper = bytes_t::minimum(diagonal, above);
        cell = bytes_t::minimum(upper, left);
        bytes_t bits = bytes_t::without(bytes_t::is_equal(upper, diagonal), with.one);
        bits = bytes_t::either(bits, bytes_t::without(bytes_t::is_equal(cell, upper), with.two));

        bytes_t const open = bytes_t::add(cell, with.open);
        bytes_t open_down = open;
        bytes_t open_right = open;
        bytes_t extend_down = bytes_t::add(above, with.extend);
        bytes_t extend_right = bytes_t::add(left, with.extend);
        if constexpr (is_finish)
        {
            bytes_t const last_row = lane((s - 2 * b_.rows - b_.lowest - (is_odd ? 1 : 0)) / 2);
            bytes_t const last_column = lane((2 * b_.columns - s - b_.lowest - (is_odd ? 1 : 0)) / 2);
            bytes_t const open_end = bytes_t::add(cell, bytes_t::all(b_.open_end));
            bytes_t const extend_end = bytes_t::all(b_.extend_end);
            open_right = choose(last_row, open_end, open_right);
            extend_right = choose(last_row, bytes_t::add(left, extend_end), extend_right);
            open_down = choose(last_column, open_end, open_down);
            extend_down = choose(last_column, bytes_t::add(above, extend_end), extend_down);
        }
        now.down = bytes_t::minimum(open_down, extend_down);
        now.right = bytes_t::minimum(open_right, extend_right);
        bits = bytes_t::either(bits, bytes_t::without(bytes_t::is_equal(now.down, open_down), with.four));
        bits = bytes_t::either(bits, bytes_t::without(bytes_t::is_equal(now.right, open_right), with.eight));
        bytes_t::store(cells, bits);
        if constexpr (is_start)
            put_border(now, cell, s, is_odd);
        if constexpr (is_odd && is_finish)
            now.out_before = now.out_high;
        if constexpr (is_odd)
            now.out_high = bytes_t::minimum(now.out_high, bytes_t::last(now.right));
        else
            now.out_low = bytes_t::minimum(now.out_low, bytes_t::first(now.down));
    }

    /// 255 in lane `which`, if there is such a lane.
    [[nodiscard]] static bytes_t lane(std::int32_t which) noexcept
    {
        return which >= 0 && which < band::lanes
                   ? bytes_t::is_equal(bytes_t::iota(), bytes_t::all(static_cast<std::uint8_t>(which)))
                   : bytes_t::all(0);
    }
    [[nodiscard]] static bytes_t choose(bytes_t mask, bytes_t yes, bytes_t no) noexcept
    {
        return bytes_t::either(bytes_t::both(mask, yes), bytes_t::without(mask, no));
    }

    /// The cells of step s on the borders: the gap at the start, which is left by opening another one.
    void put_border(state & now, bytes_t & cell, std::int32_t s, bool is_odd) noexcept
    {
        bytes_t const none = bytes_t::all(nothing);
        if (s == 0)
        {
            cell = choose(lane(-b_.lowest / 2), bytes_t::all(0), none);
            now.right = now.down = none;
            return;
        }
        std::int32_t const odd = is_odd ? 1 : 0;
        bytes_t const at_top = lane((s - b_.lowest - odd) / 2); // diagonal s
        bytes_t const at_left = lane((-s - b_.lowest - odd) / 2);
        std::int32_t const lack = border(s) - base_;
        cell = choose(bytes_t::either(at_top, at_left), bytes_t::all(told(lack)), cell);
        bytes_t const open = bytes_t::all(told(lack + b_.open));
        now.right = choose(at_left, open, choose(at_top, none, now.right));
        now.down = choose(at_top, open, choose(at_left, none, now.down));
        if (s == highest_ + 1) // the border leaves the band
            now.out_high = bytes_t::minimum(now.out_high, bytes_t::all(told(lack)));
        if (s == 1 - b_.lowest)
            now.out_low = bytes_t::minimum(now.out_low, bytes_t::all(told(lack)));
    }

    band & b_;
    std::int32_t begin_;   ///< the first step, of a block
    std::int32_t end_;     ///< the last step
    std::int32_t highest_; ///< diagonal
    std::int32_t start_;   ///< the last step with a border in the band, and one more
    std::int32_t finish_;  ///< the first step with the last row or column in the band
    std::int32_t base_{};  ///< what all lanes lack besides
};

template <typename bytes_t>
void fill_band(band & which) noexcept
{
    if (which.has_ambiguous)
        band_filler<bytes_t, true>{which}.run();
    else
        band_filler<bytes_t, false>{which}.run();
}

} // namespace ampstream::simd
