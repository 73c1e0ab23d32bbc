// SPDX-License-Identifier: BSD-3-Clause
// Vertical counters for AVX2: 256 columns at once.
#if defined(__x86_64__)

#include <immintrin.h>

#include "simd/bit_counts_kernel.hpp"
#include "simd/kernels.hpp"

namespace ampstream::simd
{

namespace
{

struct bits
{
    static constexpr std::int32_t words = 4;

    __m256i lane;

    static bits load(std::uint64_t const * from) noexcept
    {
        return {_mm256_loadu_si256(reinterpret_cast<__m256i const *>(from))};
    }
    static void store(std::uint64_t * to, bits x) noexcept
    {
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), x.lane);
    }
    static bits none() noexcept { return {_mm256_setzero_si256()}; }
    static bits full() noexcept { return {_mm256_set1_epi32(-1)}; }
    static bits both(bits x, bits y) noexcept { return {_mm256_and_si256(x.lane, y.lane)}; }
    static bits either(bits x, bits y) noexcept { return {_mm256_or_si256(x.lane, y.lane)}; }
    static bits differing(bits x, bits y) noexcept { return {_mm256_xor_si256(x.lane, y.lane)}; }
    static bool any(bits x) noexcept { return _mm256_testz_si256(x.lane, x.lane) == 0; }
    static std::int32_t highest(std::uint16_t const * numbers) noexcept
    {
        __m256i most = _mm256_setzero_si256();
        for (std::int32_t i = 0; i < 64 * words; i += 16)
            most = _mm256_max_epu16(most, _mm256_loadu_si256(reinterpret_cast<__m256i const *>(numbers + i)));
        __m128i const half = _mm_max_epu16(_mm256_castsi256_si128(most), _mm256_extracti128_si256(most, 1));
        __m128i const least = _mm_minpos_epu16(_mm_xor_si128(half, _mm_set1_epi32(-1)));
        return 65535 - (_mm_cvtsi128_si32(least) & 0xffff);
    }
};

} // namespace

bool count_columns_avx2(bit_block const & block) noexcept
{
    return column_counter<bits>{block}.run();
}

} // namespace ampstream::simd

#endif
