// SPDX-License-Identifier: BSD-3-Clause
// Strips of costs for AVX2: the genera of one group. Only intrinsics and
// pointers here: no inline function of a header may be compiled for this instruction set.
#if defined(__x86_64__)
#include <cstddef>
#include <cstdint>

#include <immintrin.h>

#include "classify/screen_kernels.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t strip_bytes = 8;

inline void store(void * to, __m256i what) noexcept
{
    _mm256_storeu_si256(static_cast<__m256i *>(to), what);
}

inline __m128i load_codes(std::uint8_t const * first, std::uint8_t const * second) noexcept
{
    int codes[2];
    __builtin_memcpy(&codes[0], first, sizeof codes[0]);
    __builtin_memcpy(&codes[1], second, sizeof codes[1]);
    return _mm_insert_epi32(_mm_cvtsi32_si128(codes[0]), codes[1], 1);
}

} // namespace

void fill_strip_avx2(strip_request const & wanted) noexcept
{
    constexpr std::size_t at_once = 4;
    __m256i const low_bits = _mm256_set1_epi8(15);
    __m256i const levels =
        _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<__m128i const *>(wanted.levels)));
    std::int64_t eight = 0;
    __builtin_memcpy(&eight, wanted.leaf_costs, sizeof eight);
    __m256i const leaves = _mm256_set1_epi64x(eight);
    __m256i const each_eight = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2,
                                                3, 3, 3, 3, 3, 3, 3, 3);
    auto const fill = [&](std::uint8_t const * const * rows, int absent, std::uint8_t * to)
    {
        __m256i const codes = _mm256_set_m128i(load_codes(rows[2] + wanted.offset, rows[3] + wanted.offset),
                                               load_codes(rows[0] + wanted.offset, rows[1] + wanted.offset));
        __m256i const code = _mm256_unpacklo_epi8(_mm256_and_si256(codes, low_bits),
                                                  _mm256_and_si256(_mm256_srli_epi16(codes, 4), low_bits));
        __m256i const lacking = _mm256_adds_epu8(_mm256_shuffle_epi8(_mm256_set1_epi32(absent), each_eight), leaves);
        __m256i const is_lacking = _mm256_cmpeq_epi8(code, _mm256_setzero_si256());
        store(to, _mm256_blendv_epi8(_mm256_shuffle_epi8(levels, code), lacking, is_lacking));
    };
    int absent = 0;
    std::size_t line = 0;
    for (; line + at_once <= wanted.lines; line += at_once)
    {
        __builtin_memcpy(&absent, wanted.absent + line, sizeof absent);
        fill(wanted.rows + line, absent, wanted.strip + line * strip_bytes);
    }
    if (line == wanted.lines)
        return;
    std::uint8_t const * rest[at_once];
    absent = 0;
    for (std::size_t i = 0; i < at_once; ++i)
        rest[i] = wanted.rows[line + i < wanted.lines ? line + i : line];
    __builtin_memcpy(&absent, wanted.absent + line, wanted.lines - line);
    fill(rest, absent, wanted.strip + line * strip_bytes);
}

namespace
{

inline __m128i sum_of_lines(std::uint8_t const * strip, std::uint16_t const * lines, std::size_t count) noexcept
{
    __m128i sums[2] = {_mm_setzero_si128(), _mm_setzero_si128()};
    std::size_t i = 0;
    for (; i + 2 <= count; i += 2)
        for (std::size_t k = 0; k < 2; ++k)
            sums[k] = _mm_add_epi16(sums[k], _mm_cvtepu8_epi16(_mm_loadl_epi64(reinterpret_cast<__m128i const *>(
                                                 strip + lines[i + k] * strip_bytes))));
    if (i < count)
        sums[0] = _mm_add_epi16(sums[0], _mm_cvtepu8_epi16(_mm_loadl_epi64(
                                             reinterpret_cast<__m128i const *>(strip + lines[i] * strip_bytes))));
    return _mm_add_epi16(sums[0], sums[1]);
}

} // namespace

std::size_t find_rounds_avx2(std::uint8_t const * strip,
                             drawn_rounds const & drawn,
                             std::uint32_t const * listed,
                             std::size_t count,
                             strip_round * found) noexcept
{
    std::size_t made = 0;
    for (std::size_t i = 0; i < count; ++i)
    {
        std::uint32_t const round = listed[i];
        std::uint32_t const highest = drawn.limits[round];
        __m128i const limit = _mm_set1_epi16(static_cast<short>(highest < 65535 ? highest : 65535));
        __m128i const sums = sum_of_lines(strip, drawn.lines + round * drawn.draws, drawn.draws);
        __m128i const within = _mm_cmpeq_epi16(_mm_min_epu16(sums, limit), sums);
        found[made].round = round;
        found[made].genera =
            static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(within, _mm_setzero_si128())));
        store(found[made].costs, _mm256_cvtepu16_epi32(sums));
        made += found[made].genera != 0 ? 1 : 0;
    }
    return made;
}

void sum_strip_avx2(std::uint8_t const * strip,
                    std::uint16_t const * lines,
                    std::size_t count,
                    std::uint32_t * sums) noexcept
{
    __m256i all = _mm256_setzero_si256();
    for (std::size_t begin = 0; begin < count; begin += most_draws)
    {
        std::size_t const size = count - begin < most_draws ? count - begin : most_draws;
        all = _mm256_add_epi32(all, _mm256_cvtepu16_epi32(sum_of_lines(strip, lines + begin, size)));
    }
    store(sums, all);
}

} // namespace ampstream::classify
#endif
