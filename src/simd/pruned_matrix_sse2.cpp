// SPDX-License-Identifier: BSD-3-Clause
// The kernel for every x86-64: 8 lanes.
#if defined(__x86_64__)

#include <immintrin.h>

#include "simd/kernels.hpp"
#include "simd/pruned_matrix_kernel.hpp"

namespace ampstream::simd
{

namespace
{

struct vector
{
    static constexpr std::int32_t lanes = 8;
    using mask = __m128i;

    __m128i lane;

    static vector load(std::int16_t const * from) noexcept
    {
        return {_mm_loadu_si128(reinterpret_cast<__m128i const *>(from))};
    }
    static void store(std::int16_t * to, vector x) noexcept
    {
        _mm_storeu_si128(reinterpret_cast<__m128i *>(to), x.lane);
    }
    static vector all(std::int16_t x) noexcept { return {_mm_set1_epi16(x)}; }
    static vector iota() noexcept { return {_mm_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7)}; }
    static vector add(vector x, vector y) noexcept { return {_mm_adds_epi16(x.lane, y.lane)}; }
    static vector subtract(vector x, vector y) noexcept { return {_mm_subs_epi16(x.lane, y.lane)}; }
    static vector maximum(vector x, vector y) noexcept { return {_mm_max_epi16(x.lane, y.lane)}; }
    static vector either(vector x, vector y) noexcept { return {_mm_or_si128(x.lane, y.lane)}; }
    static vector multiply_low(vector x, vector y) noexcept { return {_mm_mullo_epi16(x.lane, y.lane)}; }
    static mask is_greater(vector x, vector y) noexcept { return _mm_cmpgt_epi16(x.lane, y.lane); }
    static mask is_equal(vector x, vector y) noexcept { return _mm_cmpeq_epi16(x.lane, y.lane); }
    static vector choose(mask where_yes, vector yes, vector no) noexcept
    {
        return {_mm_or_si128(_mm_and_si128(where_yes, yes.lane), _mm_andnot_si128(where_yes, no.lane))};
    }
    static vector flag(mask where_yes, std::int16_t x) noexcept
    {
        return {_mm_and_si128(where_yes, _mm_set1_epi16(x))};
    }
    static bool any(mask which) noexcept { return _mm_movemask_epi8(which) != 0; }
    static std::int32_t first(mask which) noexcept
    {
        return __builtin_ctz(static_cast<std::uint32_t>(_mm_movemask_epi8(which))) / 2;
    }
    static std::int32_t last(mask which) noexcept
    {
        return (31 - __builtin_clz(static_cast<std::uint32_t>(_mm_movemask_epi8(which)))) / 2;
    }
};

} // namespace

void fill_sse2(pruned_matrix & matrix) noexcept
{
    pruned_filler<vector>{matrix}.run();
}

} // namespace ampstream::simd

#endif
