// SPDX-License-Identifier: BSD-3-Clause
// The loops by instruction set; the functions of screen.hpp choose.
#pragma once

#include "classify/screen.hpp"

namespace ampstream::classify
{

/// One set of loops; see screen.hpp.
struct screen_kernels
{
    void (*add_rows)(row_request const &) noexcept;
    lane_mask (*find_contested)(
        std::uint8_t const *, drawn_rounds const &, std::uint32_t const *, std::size_t, lane_mask *) noexcept;
    void (*fill_tile)(tile_request const &) noexcept;
    void (*fill_strip)(strip_request const &) noexcept;
    std::size_t (*find_rounds)(
        std::uint8_t const *, drawn_rounds const &, std::uint32_t const *, std::size_t, strip_round *) noexcept;
    void (*sum_strip)(std::uint8_t const *, std::uint16_t const *, std::size_t, std::uint32_t *) noexcept;
    void (*find_values)(value_request const &) noexcept;
    bool (*draw_below)(std::uint64_t, std::uint32_t, std::uint16_t *, std::size_t) noexcept;
};

screen_kernels portable_kernels() noexcept;
screen_kernels avx2_kernels() noexcept;

// For AVX2; see screen.hpp.
void add_rows_avx2(row_request const & wanted) noexcept;
lane_mask find_contested_avx2(std::uint8_t const * tile,
                              drawn_rounds const & drawn,
                              std::uint32_t const * listed,
                              std::size_t count,
                              lane_mask * lanes) noexcept;
void fill_tile_avx2(tile_request const & wanted) noexcept;
void fill_strip_avx2(strip_request const & wanted) noexcept;
std::size_t find_rounds_avx2(std::uint8_t const * strip,
                             drawn_rounds const & drawn,
                             std::uint32_t const * listed,
                             std::size_t count,
                             strip_round * found) noexcept;
void sum_strip_avx2(std::uint8_t const * strip,
                    std::uint16_t const * lines,
                    std::size_t count,
                    std::uint32_t * sums) noexcept;
void find_values_avx2(value_request const & wanted) noexcept;
bool draw_below_avx2(std::uint64_t state, std::uint32_t bound, std::uint16_t * lines, std::size_t count) noexcept;

} // namespace ampstream::classify
