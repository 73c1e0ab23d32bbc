// SPDX-License-Identifier: BSD-3-Clause
// Tiles of costs for AVX2: which groups and genera can win a round. Only intrinsics and
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

constexpr std::size_t tile_bytes = 64;

inline __m256i load(void const * from) noexcept
{
    return _mm256_loadu_si256(static_cast<__m256i const *>(from));
}

inline void store(void * to, __m256i what) noexcept
{
    _mm256_storeu_si256(static_cast<__m256i *>(to), what);
}

template <int shift>
inline __m256i in_steps(__m256i costs) noexcept
{
    return _mm256_and_si256(_mm256_srli_epi16(costs, shift), _mm256_set1_epi8(static_cast<char>(255 >> shift)));
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

} // namespace

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
                    store(copy, in_steps<tile_shift>(a));
                    store(copy + sizeof a, in_steps<tile_shift>(b));
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

namespace
{

/// Lines that are added in bytes before their sums are widened: a sum that would exceed a byte stays at 255, which is
/// still no more than the true one, and does not matter where the winner's costs are far below.
inline std::size_t stretch_for(std::uint32_t limit, std::size_t draws) noexcept
{
    constexpr std::size_t room = 200; // of 255, in a stretch of average cost
    std::size_t const stretches = limit / room + 1;
    return (draws + stretches - 1) / stretches;
}

/// Bit by byte: it is at most the limit.
inline std::uint32_t bytes_within(__m256i sums, __m256i limit) noexcept
{
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(sums, limit), sums)));
}

/// Sums of lines in bytes that stay at 255. `vectors` is 1 where only the first half of a tile is wanted.
template <int vectors>
struct line_sums
{
    __m256i first = _mm256_setzero_si256();
    __m256i second = _mm256_setzero_si256();

    inline void add(std::uint8_t const * tile, std::size_t line) noexcept
    {
        std::uint8_t const * const from = tile + line * tile_bytes;
        first = _mm256_adds_epu8(first, load(from));
        if constexpr (vectors == 2)
            second = _mm256_adds_epu8(second, load(from + sizeof first));
    }
    inline void add_eight(std::uint8_t const * tile, std::uint16_t const * line) noexcept
    {
        add(tile, line[0]); // written out, because the compiler keeps a loop
        add(tile, line[1]);
        add(tile, line[2]);
        add(tile, line[3]);
        add(tile, line[4]);
        add(tile, line[5]);
        add(tile, line[6]);
        add(tile, line[7]);
    }
    [[nodiscard]] inline lane_mask within(__m256i limit) const noexcept
    {
        lane_mask const low = bytes_within(first, limit);
        return vectors == 1 ? low : low | static_cast<lane_mask>(bytes_within(second, limit)) << 32;
    }
};

/// Lanes of `left` whose sums are at most `highest`, which is less than 255.
template <int vectors>
inline lane_mask lanes_within_byte(std::uint8_t const * tile,
                                   std::uint16_t const * line,
                                   std::size_t draws,
                                   std::uint32_t highest,
                                   lane_mask left) noexcept
{
    __m256i const limit = _mm256_set1_epi8(static_cast<char>(highest));
    line_sums<vectors> sums;
    for (; draws >= 8; draws -= 8, line += 8)
    {
        sums.add_eight(tile, line);
        left &= sums.within(limit);
        if (left == 0)
            return 0;
    }
    for (std::size_t i = 0; i < draws; ++i)
        sums.add(tile, line[i]);
    return left & sums.within(limit);
}

/// The same for any limit.
template <int vectors>
lane_mask lanes_within(std::uint8_t const * tile,
                       std::uint16_t const * line,
                       std::size_t draws,
                       std::uint32_t highest,
                       lane_mask left) noexcept
{
    __m256i const limit = _mm256_set1_epi16(static_cast<short>(highest < 65535 ? highest : 65535));
    std::size_t const stretch = stretch_for(highest, draws);
    byte_sums first;
    byte_sums second;
    while (draws != 0 && left != 0)
    {
        std::size_t const at_hand = stretch < draws ? stretch : draws;
        line_sums<vectors> sums;
        std::size_t i = 0;
        for (; i + 8 <= at_hand; i += 8)
            sums.add_eight(tile, line + i);
        for (; i < at_hand; ++i)
            sums.add(tile, line[i]);
        first.add(sums.first);
        second.add(sums.second);
        left &= first.within(limit) | static_cast<lane_mask>(second.within(limit)) << 32;
        line += at_hand;
        draws -= at_hand;
    }
    return left;
}

template <int vectors>
lane_mask find_contested_in(std::uint8_t const * tile,
                            drawn_rounds const & drawn,
                            std::uint32_t const * listed,
                            std::size_t count,
                            lane_mask * lanes) noexcept
{
    lane_mask all = 0;
    for (std::size_t i = 0; i < count; ++i)
    {
        std::uint32_t const highest = drawn.limits[listed[i]];
        all |= lanes[i] = (highest < 255 ? lanes_within_byte<vectors>
                                         : lanes_within<vectors>)(tile, drawn.lines + listed[i] * drawn.draws,
                                                                  drawn.draws, highest, lanes[i]);
    }
    return all;
}

} // namespace

lane_mask find_contested_avx2(std::uint8_t const * tile,
                              drawn_rounds const & drawn,
                              std::uint32_t const * listed,
                              std::size_t count,
                              lane_mask * lanes) noexcept
{
    lane_mask open = 0;
    for (std::size_t i = 0; i < count; ++i)
        open |= lanes[i];
    return (open >> 32 == 0 ? find_contested_in<1> : find_contested_in<2>)(tile, drawn, listed, count, lanes);
}

namespace
{

/// Four codes of bytes for each of four groups, in either half.
inline __m128i load_four(std::uint8_t const * row, std::size_t a, std::size_t b, std::size_t c, std::size_t d) noexcept
{
    int codes[4];
    __builtin_memcpy(&codes[0], row + a, sizeof codes[0]);
    __builtin_memcpy(&codes[1], row + b, sizeof codes[1]);
    __builtin_memcpy(&codes[2], row + c, sizeof codes[2]);
    __builtin_memcpy(&codes[3], row + d, sizeof codes[3]);
    return _mm_setr_epi32(codes[0], codes[1], codes[2], codes[3]);
}

} // namespace

void fill_tile_avx2(tile_request const & wanted) noexcept
{
    __m256i const low_bits = _mm256_set1_epi8(15);
    __m256i const levels =
        _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<__m128i const *>(wanted.levels)));
    __m256i const leaves[2] = {load(wanted.leaf_costs), load(wanted.leaf_costs + sizeof(__m256i))};
    std::size_t const * const at = wanted.offsets;
    for (std::size_t line = 0; line < wanted.lines; ++line)
    {
        std::uint8_t const * const row = wanted.rows[line];
        // Unpacking keeps the halves apart, so the halves get the groups that belong to them.
        __m256i const codes =
            _mm256_set_m128i(load_four(row, at[2], at[3], at[6], at[7]), load_four(row, at[0], at[1], at[4], at[5]));
        __m256i const even = _mm256_and_si256(codes, low_bits);
        __m256i const odd = _mm256_and_si256(_mm256_srli_epi16(codes, 4), low_bits);
        __m256i const absent = _mm256_set1_epi8(static_cast<char>(wanted.absent[line]));
        auto const fill = [&](__m256i code, __m256i leaf, std::uint8_t * to)
        {
            __m256i const is_lacking = _mm256_cmpeq_epi8(code, _mm256_setzero_si256());
            store(to, in_steps<genus_shift>(_mm256_blendv_epi8(_mm256_shuffle_epi8(levels, code),
                                                               _mm256_adds_epu8(absent, leaf), is_lacking)));
        };
        fill(_mm256_unpacklo_epi8(even, odd), leaves[0], wanted.tile + line * tile_bytes);
        fill(_mm256_unpackhi_epi8(even, odd), leaves[1], wanted.tile + line * tile_bytes + sizeof(__m256i));
    }
}

} // namespace ampstream::classify
#endif
