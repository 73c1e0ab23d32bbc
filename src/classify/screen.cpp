// SPDX-License-Identifier: BSD-3-Clause
// Chooses the loops of classification.
#include "classify/screen.hpp"

#include <ampstream/simd/target.hpp>

#include "classify/screen_kernels.hpp"

namespace ampstream::classify
{

namespace
{

screen_kernels const & chosen() noexcept
{
    static screen_kernels const portable = portable_kernels();
    static screen_kernels const avx2 = avx2_kernels();
    return simd::best_target() >= simd::target::avx2 ? avx2 : portable;
}

} // namespace

screen_kernels avx2_kernels() noexcept
{
#if defined(__x86_64__)
    return {.add_rows = add_rows_avx2,
            .find_contested = find_contested_avx2,
            .fill_tile = fill_tile_avx2,
            .fill_strip = fill_strip_avx2,
            .find_rounds = find_rounds_avx2,
            .sum_strip = sum_strip_avx2,
            .find_values = find_values_avx2,
            .draw_below = draw_below_avx2};
#else
    return portable_kernels(); // never chosen
#endif
}

void add_rows(row_request const & wanted) noexcept
{
    chosen().add_rows(wanted);
}

lane_mask find_contested(std::uint8_t const * tile,
                         drawn_rounds const & drawn,
                         std::uint32_t const * listed,
                         std::size_t count,
                         lane_mask * lanes) noexcept
{
    return (drawn.draws > most_draws ? portable_kernels() : chosen()).find_contested(tile, drawn, listed, count, lanes);
}

void fill_tile(tile_request const & wanted) noexcept
{
    chosen().fill_tile(wanted);
}

void fill_strip(strip_request const & wanted) noexcept
{
    chosen().fill_strip(wanted);
}

std::size_t find_rounds(std::uint8_t const * strip,
                        drawn_rounds const & drawn,
                        std::uint32_t const * listed,
                        std::size_t count,
                        strip_round * found) noexcept
{
    return (drawn.draws > most_draws ? portable_kernels() : chosen()).find_rounds(strip, drawn, listed, count, found);
}

void sum_strip(std::uint8_t const * strip,
               std::uint16_t const * lines,
               std::size_t count,
               std::uint32_t * sums) noexcept
{
    chosen().sum_strip(strip, lines, count, sums);
}

void find_values(value_request const & wanted) noexcept
{
    chosen().find_values(wanted);
}

bool draw_below(std::uint64_t state, std::uint32_t bound, std::uint16_t * lines, std::size_t count) noexcept
{
    return chosen().draw_below(state, bound, lines, count);
}

} // namespace ampstream::classify
