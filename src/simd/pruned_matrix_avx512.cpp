// SPDX-License-Identifier: BSD-3-Clause
// The kernel for AVX-512: 32 lanes.
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
    static constexpr std::int32_t lanes = 32;
    using mask = __mmask32;

    __m512i lane;

    static vector load(std::int16_t const * from) noexcept { return {_mm512_loadu_si512(from)}; }
    static void store(std::int16_t * to, vector x) noexcept { _mm512_storeu_si512(to, x.lane); }
    static vector all(std::int16_t x) noexcept { return {_mm512_set1_epi16(x)}; }
    static vector iota() noexcept
    {
        return {_mm512_set_epi16(31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10,
                                 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)};
    }
    static vector add(vector x, vector y) noexcept { return {_mm512_adds_epi16(x.lane, y.lane)}; }
    static vector subtract(vector x, vector y) noexcept { return {_mm512_subs_epi16(x.lane, y.lane)}; }
    static vector maximum(vector x, vector y) noexcept { return {_mm512_max_epi16(x.lane, y.lane)}; }
    static vector either(vector x, vector y) noexcept { return {_mm512_or_si512(x.lane, y.lane)}; }
    static vector multiply_low(vector x, vector y) noexcept { return {_mm512_mullo_epi16(x.lane, y.lane)}; }
    static mask is_greater(vector x, vector y) noexcept { return _mm512_cmpgt_epi16_mask(x.lane, y.lane); }
    static mask is_equal(vector x, vector y) noexcept { return _mm512_cmpeq_epi16_mask(x.lane, y.lane); }
    static vector choose(mask where_yes, vector yes, vector no) noexcept
    {
        return {_mm512_mask_mov_epi16(no.lane, where_yes, yes.lane)};
    }
    static vector flag(mask where_yes, std::int16_t x) noexcept { return {_mm512_maskz_set1_epi16(where_yes, x)}; }
    static bool any(mask which) noexcept { return which != 0; }
    static std::int32_t first(mask which) noexcept { return __builtin_ctz(which); }
    static std::int32_t last(mask which) noexcept { return 31 - __builtin_clz(which); }
};

} // namespace

void fill_avx512(pruned_matrix & matrix) noexcept
{
    pruned_filler<vector>{matrix}.run();
}

} // namespace ampstream::simd

#endif
