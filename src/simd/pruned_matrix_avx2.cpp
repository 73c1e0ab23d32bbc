// SPDX-License-Identifier: BSD-3-Clause
// The kernel for AVX2: 16 lanes.
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
    static constexpr std::int32_t lanes = 16;
    using mask = __m256i;

    __m256i lane;

    static vector load(std::int16_t const * from) noexcept
    {
        return {_mm256_loadu_si256(reinterpret_cast<__m256i const *>(from))};
    }
    static void store(std::int16_t * to, vector x) noexcept
    {
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), x.lane);
    }
    static vector all(std::int16_t x) noexcept { return {_mm256_set1_epi16(x)}; }
    static vector iota() noexcept { return {_mm256_setr_epi16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)}; }
    static vector add(vector x, vector y) noexcept { return {_mm256_adds_epi16(x.lane, y.lane)}; }
    static vector subtract(vector x, vector y) noexcept { return {_mm256_subs_epi16(x.lane, y.lane)}; }
    static vector maximum(vector x, vector y) noexcept { return {_mm256_max_epi16(x.lane, y.lane)}; }
    static vector either(vector x, vector y) noexcept { return {_mm256_or_si256(x.lane, y.lane)}; }
    static vector multiply_low(vector x, vector y) noexcept { return {_mm256_mullo_epi16(x.lane, y.lane)}; }
    static mask is_greater(vector x, vector y) noexcept { return _mm256_cmpgt_epi16(x.lane, y.lane); }
    static mask is_equal(vector x, vector y) noexcept { return _mm256_cmpeq_epi16(x.lane, y.lane); }
    static vector choose(mask where_yes, vector yes, vector no) noexcept
    {
        return {_mm256_blendv_epi8(no.lane, yes.lane, where_yes)};
    }
    static vector flag(mask where_yes, std::int16_t x) noexcept
    {
        return {_mm256_and_si256(where_yes, _mm256_set1_epi16(x))};
    }
    static bool any(mask which) noexcept { return _mm256_movemask_epi8(which) != 0; }
    static std::int32_t first(mask which) noexcept
    {
        return __builtin_ctz(static_cast<std::uint32_t>(_mm256_movemask_epi8(which))) / 2;
    }
    static std::int32_t last(mask which) noexcept
    {
        return (31 - __builtin_clz(static_cast<std::uint32_t>(_mm256_movemask_epi8(which)))) / 2;
    }
};

} // namespace

void fill_avx2(pruned_matrix & matrix) noexcept
{
    pruned_filler<vector>{matrix}.run();
}

} // namespace ampstream::simd

#endif
