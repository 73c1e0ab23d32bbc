// SPDX-License-Identifier: BSD-3-Clause
// Vertical counters for every x86-64: 128 columns at once.
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
    static constexpr std::int32_t words = 2;

    __m128i lane;

    static bits load(std::uint64_t const * from) noexcept
    {
        return {_mm_loadu_si128(reinterpret_cast<__m128i const *>(from))};
    }
    static void store(std::uint64_t * to, bits x) noexcept
    {
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to), x.lane);
    }
    static bits none() noexcept { return {_mm_setzero_si128()}; }
    static bits full() noexcept { return {_mm_set1_epi32(-1)}; }
    static bits both(bits x, bits y) noexcept { return {_mm_and_si128(x.lane, y.lane)}; }
    static bits either(bits x, bits y) noexcept { return {_mm_or_si128(x.lane, y.lane)}; }
    static bits differing(bits x, bits y) noexcept { return {_mm_xor_si128(x.lane, y.lane)}; }
    static bool any(bits x) noexcept
    {
        return _mm_movemask_epi8(_mm_cmpeq_epi8(x.lane, _mm_setzero_si128())) != 0xffff;
    }
    static std::int32_t highest(std::uint16_t const * numbers) noexcept
    {
        __m128i most = _mm_setzero_si128();
        for (std::int32_t i = 0; i < 64 * words; i += 8)
        {
            __m128i const next = _mm_loadu_si128(reinterpret_cast<__m128i const *>(numbers + i));
            most = _mm_add_epi16(_mm_subs_epu16(most, next), next); // the larger of unsigned numbers
        }
        std::uint16_t lanes[8];
        _mm_storeu_si128(reinterpret_cast<__m128i *>(lanes), most);
        std::int32_t result = 0;
        for (std::uint16_t const one : lanes)
            result = one > result ? one : result;
        return result;
    }
};

} // namespace

bool count_columns_sse2(bit_block const & block) noexcept
{
    return column_counter<bits>{block}.run();
}

} // namespace ampstream::simd

#endif
