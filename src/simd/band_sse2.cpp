// SPDX-License-Identifier: BSD-3-Clause
// The band and hopping paths for SSE2, which every x86-64 has: two registers.
#if defined(__x86_64__)

#include <emmintrin.h>

#include "simd/band_kernel.hpp"
#include "simd/hops_kernel.hpp"
#include "simd/kernels.hpp"

namespace ampstream::simd
{

namespace
{

struct bytes
{
    __m128i low;
    __m128i high;

    static __m128i load_half(std::uint8_t const * from) noexcept
    {
        return _mm_loadu_si128(reinterpret_cast<__m128i const *>(from));
    }
    static bytes load(std::uint8_t const * from) noexcept { return {load_half(from), load_half(from + 16)}; }
    static void store(std::uint8_t * to, bytes x) noexcept
    {
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to), x.low);
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to + 16), x.high);
    }
    static bytes all(std::uint8_t x) noexcept
    {
        __m128i const half = _mm_set1_epi8(static_cast<char>(x));
        return {half, half};
    }
    static bytes iota() noexcept
    {
        return {_mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
                _mm_setr_epi8(16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31)};
    }
    static bytes add(bytes x, bytes y) noexcept { return {_mm_adds_epu8(x.low, y.low), _mm_adds_epu8(x.high, y.high)}; }
    static bytes subtract(bytes x, bytes y) noexcept
    {
        return {_mm_subs_epu8(x.low, y.low), _mm_subs_epu8(x.high, y.high)};
    }
    static bytes minimum(bytes x, bytes y) noexcept
    {
        return {_mm_min_epu8(x.low, y.low), _mm_min_epu8(x.high, y.high)};
    }
    static bytes maximum(bytes x, bytes y) noexcept
    {
        return {_mm_max_epu8(x.low, y.low), _mm_max_epu8(x.high, y.high)};
    }
    static bytes is_equal(bytes x, bytes y) noexcept
    {
        return {_mm_cmpeq_epi8(x.low, y.low), _mm_cmpeq_epi8(x.high, y.high)};
    }
    static bytes both(bytes x, bytes y) noexcept
    {
        return {_mm_and_si128(x.low, y.low), _mm_and_si128(x.high, y.high)};
    }
    static bytes either(bytes x, bytes y) noexcept
    {
        return {_mm_or_si128(x.low, y.low), _mm_or_si128(x.high, y.high)};
    }
    static bytes without(bytes mask, bytes x) noexcept
    {
        return {_mm_andnot_si128(mask.low, x.low), _mm_andnot_si128(mask.high, x.high)};
    }
    static bytes up(bytes x, bytes in) noexcept
    {
        return {_mm_or_si128(_mm_slli_si128(x.low, 1), _mm_srli_si128(in.high, 15)),
                _mm_or_si128(_mm_slli_si128(x.high, 1), _mm_srli_si128(x.low, 15))};
    }
    static bytes down(bytes x, bytes in) noexcept
    {
        return {_mm_or_si128(_mm_srli_si128(x.low, 1), _mm_slli_si128(x.high, 15)),
                _mm_or_si128(_mm_srli_si128(x.high, 1), _mm_slli_si128(in.low, 15))};
    }
    static bytes first(bytes x) noexcept { return all(static_cast<std::uint8_t>(_mm_cvtsi128_si32(x.low) & 0xff)); }
    static bytes last(bytes x) noexcept
    {
        return all(static_cast<std::uint8_t>(_mm_cvtsi128_si32(_mm_srli_si128(x.high, 15)) & 0xff));
    }
    static std::uint8_t lowest(bytes x) noexcept
    {
        __m128i least = _mm_min_epu8(x.low, x.high);
        least = _mm_min_epu8(least, _mm_shuffle_epi32(least, 0x4e));
        least = _mm_min_epu8(least, _mm_shuffle_epi32(least, 0xb1));
        std::int32_t const four = _mm_cvtsi128_si32(least);
        std::int32_t result = four & 0xff;
        for (std::int32_t shift = 8; shift < 32; shift += 8)
            result = (four >> shift & 0xff) < result ? four >> shift & 0xff : result;
        return static_cast<std::uint8_t>(result);
    }
};

} // namespace

void fill_band_sse2(band & which) noexcept
{
    fill_band<bytes>(which);
}

std::int32_t cheapest_path_sse2(hops const & which, std::int32_t most) noexcept
{
    return hop_counter<bytes>{which}.run(most);
}

} // namespace ampstream::simd

#endif
