// SPDX-License-Identifier: BSD-3-Clause
// Vertical counters for AVX-512: 512 columns at once.
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
    static constexpr std::int32_t words = 8;

    __m512i lane;

    static bits load(std::uint64_t const * from) noexcept { return {_mm512_loadu_si512(from)}; }
    static void store(std::uint64_t * to, bits x) noexcept { _mm512_storeu_si512(to, x.lane); }
    static bits none() noexcept { return {_mm512_setzero_si512()}; }
    static bits full() noexcept { return {_mm512_set1_epi32(-1)}; }
    static bits both(bits x, bits y) noexcept { return {_mm512_and_si512(x.lane, y.lane)}; }
    static bits either(bits x, bits y) noexcept { return {_mm512_or_si512(x.lane, y.lane)}; }
    static bits differing(bits x, bits y) noexcept { return {_mm512_xor_si512(x.lane, y.lane)}; }
    static bool any(bits x) noexcept { return _mm512_test_epi64_mask(x.lane, x.lane) != 0; }
    static std::int32_t highest(std::uint16_t const * numbers) noexcept
    {
        __m512i most = _mm512_setzero_si512();
        for (std::int32_t i = 0; i < 64 * words; i += 32)
            most = _mm512_max_epu16(most, _mm512_loadu_si512(numbers + i));
        std::uint16_t lanes[32];
        _mm512_storeu_si512(lanes, most);
        std::int32_t result = 0;
        for (std::uint16_t const one : lanes)
            result = one > result ? one : result;
        return result;
    }
};

} // namespace

bool count_columns_avx512(bit_block const & block) noexcept
{
    return column_counter<bits>{block}.run();
}

} // namespace ampstream::simd

#endif
