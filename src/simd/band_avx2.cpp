// SPDX-License-Identifier: BSD-3-Clause
// The band and hopping paths for AVX2: one register. Machines with AVX-512 use it, too.
#if defined(__x86_64__)

#include <immintrin.h>

#include "simd/band_kernel.hpp"
#include "simd/hops_kernel.hpp"
#include "simd/kernels.hpp"

namespace ampstream::simd
{

namespace
{

struct bytes
{
    __m256i lane;

    static bytes load(std::uint8_t const * from) noexcept
    {
        return {_mm256_loadu_si256(reinterpret_cast<__m256i const *>(from))};
    }
    static void store(std::uint8_t * to, bytes x) noexcept
    {
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), x.lane);
    }
    static bytes all(std::uint8_t x) noexcept { return {_mm256_set1_epi8(static_cast<char>(x))}; }
    static bytes iota() noexcept
    {
        return {_mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                                 24, 25, 26, 27, 28, 29, 30, 31)};
    }
    static bytes add(bytes x, bytes y) noexcept { return {_mm256_adds_epu8(x.lane, y.lane)}; }
    static bytes subtract(bytes x, bytes y) noexcept { return {_mm256_subs_epu8(x.lane, y.lane)}; }
    static bytes minimum(bytes x, bytes y) noexcept { return {_mm256_min_epu8(x.lane, y.lane)}; }
    static bytes maximum(bytes x, bytes y) noexcept { return {_mm256_max_epu8(x.lane, y.lane)}; }
    static bytes is_equal(bytes x, bytes y) noexcept { return {_mm256_cmpeq_epi8(x.lane, y.lane)}; }
    static bytes both(bytes x, bytes y) noexcept { return {_mm256_and_si256(x.lane, y.lane)}; }
    static bytes either(bytes x, bytes y) noexcept { return {_mm256_or_si256(x.lane, y.lane)}; }
    static bytes without(bytes mask, bytes x) noexcept { return {_mm256_andnot_si256(mask.lane, x.lane)}; }
    static bytes up(bytes x, bytes in) noexcept
    {
        __m256i const before = _mm256_permute2x128_si256(in.lane, x.lane, 0x21);
        return {_mm256_alignr_epi8(x.lane, before, 15)};
    }
    static bytes down(bytes x, bytes in) noexcept
    {
        __m256i const behind = _mm256_permute2x128_si256(x.lane, in.lane, 0x21);
        return {_mm256_alignr_epi8(behind, x.lane, 1)};
    }
    static bytes first(bytes x) noexcept { return {_mm256_broadcastb_epi8(_mm256_castsi256_si128(x.lane))}; }
    static bytes last(bytes x) noexcept
    {
        __m256i const upper = _mm256_permute4x64_epi64(x.lane, 0xff);
        return {_mm256_shuffle_epi8(upper, _mm256_set1_epi8(15))};
    }
    static std::uint8_t lowest(bytes x) noexcept
    {
        __m128i least = _mm_min_epu8(_mm256_castsi256_si128(x.lane), _mm256_extracti128_si256(x.lane, 1));
        least = _mm_min_epu8(least, _mm_srli_epi16(least, 8)); // even bytes; the odd ones become 0 at worst above
        least = _mm_minpos_epu16(_mm_and_si128(least, _mm_set1_epi16(0xff)));
        return static_cast<std::uint8_t>(_mm_cvtsi128_si32(least) & 0xff);
    }
};

} // namespace

void fill_band_avx2(band & which) noexcept
{
    fill_band<bytes>(which);
}

std::int32_t cheapest_path_avx2(hops const & which, std::int32_t most) noexcept
{
    return hop_counter<bytes>{which}.run(most);
}

} // namespace ampstream::simd

#endif
