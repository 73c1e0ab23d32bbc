// SPDX-License-Identifier: BSD-3-Clause
// Which groups and genera can win, for AVX2: rows, tiles and strips of costs. Only intrinsics and pointers here: no
// inline function of a header may be compiled for this instruction set.
#if defined(__x86_64__)
#include <cstddef>
#include <cstdint>

#include <immintrin.h>

#include "classify/screen_kernels.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t tile_bytes = 64;
constexpr std::size_t strip_bytes = 8;
constexpr std::size_t longest_stretch = 8;

inline __m256i load(void const * from) noexcept
{
    return _mm256_loadu_si256(static_cast<__m256i const *>(from));
}

inline void store(void * to, __m256i what) noexcept
{
    _mm256_storeu_si256(static_cast<__m256i *>(to), what);
}

/// Sums of the bytes at even and at odd places.
struct byte_sums
{
    __m256i even = _mm256_setzero_si256();
    __m256i odd = _mm256_setzero_si256();

    inline void add(__m256i bytes) noexcept
    {
        even = _mm256_add_epi16(even, _mm256_and_si256(bytes, _mm256_set1_epi16(255)));
        odd = _mm256_add_epi16(odd, _mm256_srli_epi16(bytes, 8));
    }
    /// Bit by byte: its sum is at most the limit.
    [[nodiscard]] inline std::uint32_t within(__m256i limit) const noexcept
    {
        __m256i const even_within = _mm256_cmpeq_epi16(_mm256_min_epu16(even, limit), even);
        __m256i const odd_within = _mm256_cmpeq_epi16(_mm256_min_epu16(odd, limit), odd);
        return static_cast<std::uint32_t>(
            _mm256_movemask_epi8(_mm256_blendv_epi8(odd_within, even_within, _mm256_set1_epi16(255))));
    }
    inline void add_to(std::uint32_t * sums) const noexcept
    {
        __m256i const low = _mm256_unpacklo_epi16(even, odd);  // 0–7, 16–23
        __m256i const high = _mm256_unpackhi_epi16(even, odd); // 8–15, 24–31
        add_eight(sums, _mm256_castsi256_si128(low));
        add_eight(sums + 8, _mm256_castsi256_si128(high));
        add_eight(sums + 16, _mm256_extracti128_si256(low, 1));
        add_eight(sums + 24, _mm256_extracti128_si256(high, 1));
    }

private:
    static inline void add_eight(std::uint32_t * sums, __m128i more) noexcept
    {
        store(sums, _mm256_add_epi32(load(sums), _mm256_cvtepu16_epi32(more)));
    }
};

void add_rows_avx2(row_request const & wanted) noexcept
{
    constexpr std::size_t most = 16; // rows whose sums are held before they are stored
    for (std::size_t begin = 0; begin < wanted.lines; begin += most)
    {
        std::size_t const end = begin + most < wanted.lines ? begin + most : wanted.lines;
        for (std::size_t tile = 0; tile < wanted.tiles; ++tile)
        {
            byte_sums first;
            byte_sums second;
            std::uint8_t * copy =
                wanted.copies == nullptr ? nullptr : wanted.copies + (tile * wanted.lines + begin) * tile_bytes;
            for (std::size_t line = begin; line < end; ++line)
            {
                std::uint8_t const * const from = wanted.rows[line] + tile * tile_bytes;
                std::size_t const later = line + most < wanted.lines ? line + most : line;
                _mm_prefetch(reinterpret_cast<char const *>(wanted.rows[later] + tile * tile_bytes), _MM_HINT_T0);
                __m256i const a = load(from);
                __m256i const b = load(from + sizeof a);
                if (copy != nullptr)
                {
                    __m256i const lowest = _mm256_set1_epi8(static_cast<char>(wanted.lowest[line]));
                    store(copy, _mm256_sub_epi8(a, lowest));
                    store(copy + sizeof a, _mm256_sub_epi8(b, lowest));
                    copy += tile_bytes;
                }
                first.add(a);
                second.add(b);
            }
            first.add_to(wanted.sums + tile * tile_bytes);
            second.add_to(wanted.sums + tile * tile_bytes + sizeof(__m256i));
        }
    }
}

/// Lines that are added in bytes before their sums are widened: a sum that would exceed a byte stays at 255, which is
/// still no more than the true one, and does not matter where the winner's costs are far below.
std::size_t stretch_for(std::uint32_t limit, std::size_t draws) noexcept
{
    for (std::size_t stretch = longest_stretch; stretch > 1; stretch /= 2)
        if (limit * stretch <= draws * 128)
            return stretch;
    return 1;
}

inline void add_line(std::uint8_t const * tile, std::size_t line, __m256i & first, __m256i & second) noexcept
{
    std::uint8_t const * const from = tile + line * tile_bytes;
    first = _mm256_adds_epu8(first, load(from));
    second = _mm256_adds_epu8(second, load(from + sizeof first));
}

/// Adds the next eight lines; written out, because the compiler keeps a loop.
inline std::uint16_t const *
add_stretch(std::uint8_t const * tile, std::uint16_t const * line, __m256i & first, __m256i & second) noexcept
{
    add_line(tile, line[0], first, second);
    add_line(tile, line[1], first, second);
    add_line(tile, line[2], first, second);
    add_line(tile, line[3], first, second);
    add_line(tile, line[4], first, second);
    add_line(tile, line[5], first, second);
    add_line(tile, line[6], first, second);
    add_line(tile, line[7], first, second);
    return line + longest_stretch;
}

lane_mask find_contested_avx2(std::uint8_t const * tile,
                              drawn_rounds const & drawn,
                              lane_mask open,
                              lane_mask * by_round) noexcept
{
    lane_mask all = 0;
    for (std::size_t round = 0; round < drawn.rounds; ++round)
    {
        std::uint16_t const * line = drawn.lines + round * drawn.draws;
        std::uint16_t const * const last = line + drawn.draws;
        std::uint32_t const highest = drawn.limits[round];
        __m256i const limit = _mm256_set1_epi16(static_cast<short>(highest < 65535 ? highest : 65535));
        std::size_t const stretch = stretch_for(highest, drawn.draws);
        byte_sums first;
        byte_sums second;
        lane_mask left = open;
        while (line != last && left != 0)
        {
            auto const at_hand = static_cast<std::size_t>(last - line);
            __m256i a = _mm256_setzero_si256();
            __m256i b = _mm256_setzero_si256();
            if (stretch == longest_stretch && at_hand >= longest_stretch)
                line = add_stretch(tile, line, a, b);
            else
                for (std::uint16_t const * const end = line + (at_hand < stretch ? at_hand : stretch); line != end;
                     ++line)
                    add_line(tile, *line, a, b);
            first.add(a);
            second.add(b);
            left &= first.within(limit) | static_cast<lane_mask>(second.within(limit)) << 32;
        }
        all |= by_round[round] = left;
    }
    return all;
}

inline __m128i load_codes(std::uint8_t const * first, std::uint8_t const * second) noexcept
{
    int codes[2];
    __builtin_memcpy(&codes[0], first, sizeof codes[0]);
    __builtin_memcpy(&codes[1], second, sizeof codes[1]);
    return _mm_insert_epi32(_mm_cvtsi32_si128(codes[0]), codes[1], 1);
}

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

} // namespace

screen_kernels avx2_kernels() noexcept
{
    return {.add_rows = add_rows_avx2,
            .find_contested = find_contested_avx2,
            .fill_strip = fill_strip_avx2,
            .find_rounds = find_rounds_avx2,
            .sum_strip = sum_strip_avx2,
            .find_values = find_values_avx2,
            .draw_below = draw_below_avx2};
}

} // namespace ampstream::classify
#endif
