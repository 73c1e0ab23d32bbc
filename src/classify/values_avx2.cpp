// SPDX-License-Identifier: BSD-3-Clause
// Counts, logarithms and random draws, for AVX2. Only intrinsics and pointers here: no inline function of a header may
// be compiled for this instruction set.
#if defined(__x86_64__)
#include <cstddef>
#include <cstdint>

#include <immintrin.h>

#include "classify/screen_kernels.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t lines_of_counts = 128;

inline __m256i load(void const * from) noexcept
{
    return _mm256_loadu_si256(static_cast<__m256i const *>(from));
}

inline void store(void * to, __m256i what) noexcept
{
    _mm256_storeu_si256(static_cast<__m256i *>(to), what);
}

/// Natural logarithm of numbers in (0, 1], off by a few units in the last place: x = 2^k m, m between the roots of 1/2
/// and 2, log m = 2 artanh((m - 1) / (m + 1)), whose series is cut off where a term is below 2^-55 of the first.
inline __m256d log_of(__m256d x) noexcept
{
    __m256i const bits = _mm256_castpd_si256(x);
    __m256i const above_root = _mm256_sub_epi64(bits, _mm256_set1_epi64x(0x3fe6a09e00000000LL));
    __m256i const k_bits = _mm256_srai_epi32(above_root, 20); // in the upper half of each
    __m256d const m = _mm256_castsi256_pd(_mm256_sub_epi64(
        bits, _mm256_and_si256(above_root, _mm256_set1_epi64x(static_cast<std::int64_t>(0xfff0000000000000ULL)))));
    __m256i const upper = _mm256_permutevar8x32_epi32(k_bits, _mm256_setr_epi32(1, 3, 5, 7, 1, 3, 5, 7));
    __m256d const k = _mm256_cvtepi32_pd(_mm256_castsi256_si128(upper));
    __m256d const f = _mm256_sub_pd(m, _mm256_set1_pd(1.0));
    __m256d const s = _mm256_div_pd(f, _mm256_add_pd(m, _mm256_set1_pd(1.0)));
    __m256d const z = _mm256_mul_pd(s, s);
    __m256d series = _mm256_set1_pd(1.0 / 21);
    for (int odd = 19; odd >= 3; odd -= 2)
        series = _mm256_add_pd(_mm256_mul_pd(series, z), _mm256_set1_pd(1.0 / odd));
    __m256d const twice = _mm256_add_pd(s, s);
    __m256d const log_m = _mm256_add_pd(twice, _mm256_mul_pd(twice, _mm256_mul_pd(z, series)));
    constexpr double ln2_high = 0x1.62e42fee00000p-1; // short enough for an exact product with k
    constexpr double ln2_low = 0x1.a39ef35793c76p-33;
    return _mm256_add_pd(_mm256_mul_pd(k, _mm256_set1_pd(ln2_high)),
                         _mm256_add_pd(_mm256_mul_pd(k, _mm256_set1_pd(ln2_low)), log_m));
}

/// Logarithms of four quotients, rounded to float as the library's are: where so little decides about the rounding that
/// two good logarithms may differ, the library is asked.
inline __m128 float_logs(__m128 quotients) noexcept
{
    __m256d const x = _mm256_cvtps_pd(quotients);
    __m256d const logs = log_of(x);
    __m256i const below_float = _mm256_and_si256(_mm256_castpd_si256(logs), _mm256_set1_epi32(0x1fffffff));
    __m256i const from_middle = _mm256_sub_epi32(below_float, _mm256_set1_epi32(0x10000000 - 64));
    __m256i const is_close = _mm256_cmpeq_epi32(_mm256_min_epu32(from_middle, _mm256_set1_epi32(128)), from_middle);
    int const close = _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_slli_epi64(is_close, 32)));
    __m128 const rounded = _mm256_cvtpd_ps(logs);
    if (__builtin_expect(close == 0, 1))
        return rounded;
    double from[4];
    float to[4];
    _mm256_storeu_pd(from, x);
    for (std::size_t i = 0; i < 4; ++i)
        to[i] = static_cast<float>(__builtin_log(from[i]));
    return _mm_loadu_ps(to);
}

/// Bit by byte: the bits named are not all 0.
inline std::uint64_t nonzero_bytes(__m256i first, __m256i second, __m256i named) noexcept
{
    __m256i const zero = _mm256_setzero_si256();
    auto const zeros = [&](__m256i bytes) {
        return static_cast<std::uint32_t>(
            _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(bytes, named), zero)));
    };
    return ~(zeros(first) | static_cast<std::uint64_t>(zeros(second)) << 32);
}

/// Counts are found for a stretch of lines at a time: first where they lie, then, when memory had time to bring them,
/// the counts themselves.
void find_counts(value_request const & wanted, std::size_t begin, std::size_t end) noexcept
{
    auto const below = [](std::size_t bit) { return bit == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bit) - 1; };
    std::uint64_t const before_even = below((wanted.place + 1) / 2);
    std::uint64_t const before_odd = below(wanted.place / 2);
    __m256i const low = _mm256_set1_epi8(15);
    __m256i const high = _mm256_set1_epi8(static_cast<char>(0xf0));
    std::uint8_t const * at[lines_of_counts];
    for (std::size_t line = begin; line < end; ++line)
    {
        std::uint8_t const * const row = wanted.rows[line];
        std::uint8_t const * const codes = row + wanted.codes_at;
        __m256i const a = load(codes);
        __m256i const b = load(codes + sizeof a);
        std::uint64_t const even = nonzero_bytes(a, b, low);
        std::uint64_t const odd = nonzero_bytes(a, b, high);
        std::uint32_t first = 0;
        __builtin_memcpy(&first, row + wanted.first_at, sizeof first);
        auto const before =
            static_cast<std::size_t>(_mm_popcnt_u64(even & before_even) + _mm_popcnt_u64(odd & before_odd));
        std::uint64_t const has_word = ((wanted.place % 2 == 0 ? even : odd) >> (wanted.place / 2)) & 1;
        at[line - begin] = row + wanted.counts_at + first + before;
        _mm_prefetch(reinterpret_cast<char const *>(at[line - begin]), _MM_HINT_T0);
        wanted.counts[line] = static_cast<std::uint8_t>(0 - static_cast<unsigned>(has_word));
    }
    // No branch: whether a genus has a word is what a processor cannot guess. Rows end in padding.
    for (std::size_t line = begin; line < end; ++line)
        wanted.counts[line] = static_cast<std::uint8_t>(wanted.counts[line] & *at[line - begin]);
}

} // namespace

void find_values_avx2(value_request const & wanted) noexcept
{
    for (std::size_t begin = 0; begin < wanted.lines; begin += lines_of_counts)
        find_counts(wanted, begin, begin + lines_of_counts < wanted.lines ? begin + lines_of_counts : wanted.lines);
    __m256 const all = _mm256_set1_ps(wanted.leaves + 1.0F);
    __m256 const log_leaves = _mm256_set1_ps(wanted.log_leaves);
    for (std::size_t line = 0; line < wanted.lines; line += 8)
    {
        __m256i const counts =
            _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<__m128i const *>(wanted.counts + line)));
        __m256 const quotients =
            _mm256_div_ps(_mm256_add_ps(_mm256_cvtepi32_ps(counts), _mm256_loadu_ps(wanted.priors + line)), all);
        __m256 const present = _mm256_set_m128(float_logs(_mm256_extractf128_ps(quotients, 1)),
                                               float_logs(_mm256_castps256_ps128(quotients)));
        __m256 const lacking = _mm256_sub_ps(_mm256_loadu_ps(wanted.log_priors + line), log_leaves);
        __m256 const is_lacking = _mm256_castsi256_ps(_mm256_cmpeq_epi32(counts, _mm256_setzero_si256()));
        _mm256_storeu_ps(wanted.values + line, _mm256_blendv_ps(present, lacking, is_lacking));
    }
}

namespace
{

inline __m256i times(__m256i x, std::uint64_t factor) noexcept
{
    __m256i const low = _mm256_set1_epi64x(static_cast<std::int64_t>(factor & 0xffffffffU));
    __m256i const high = _mm256_set1_epi64x(static_cast<std::int64_t>(factor >> 32));
    __m256i const crossed =
        _mm256_add_epi64(_mm256_mul_epu32(x, high), _mm256_mul_epu32(_mm256_srli_epi64(x, 32), low));
    return _mm256_add_epi64(_mm256_mul_epu32(x, low), _mm256_slli_epi64(crossed, 32));
}

/// mix64 without its first addition.
inline __m256i mixed(__m256i x) noexcept
{
    x = times(_mm256_xor_si256(x, _mm256_srli_epi64(x, 30)), 0xbf58476d1ce4e5b9ULL);
    x = times(_mm256_xor_si256(x, _mm256_srli_epi64(x, 27)), 0x94d049bb133111ebULL);
    return _mm256_xor_si256(x, _mm256_srli_epi64(x, 31));
}

} // namespace

bool draw_below_avx2(std::uint64_t state, std::uint32_t bound, std::uint16_t * lines, std::size_t count) noexcept
{
    constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL; // of random_stream, and what mix64 adds
    constexpr std::size_t at_once = 16;
    __m256i const factor = _mm256_set1_epi64x(bound);
    __m256i const zero = _mm256_setzero_si256();
    __m256i doubtful = zero;
    auto const nth = [&](std::uint64_t n) { return static_cast<std::int64_t>(state + (n + 2) * step); };
    __m256i from = _mm256_setr_epi64x(nth(0), nth(4), nth(8), nth(12)); // a lane draws four that are neighbours
    for (std::size_t i = 0; i < count; i += at_once)
    {
        __m256i drawn = zero;
        for (int k = 0; k < 4; ++k)
        {
            __m256i const bits = mixed(_mm256_add_epi64(
                from, _mm256_set1_epi64x(static_cast<std::int64_t>(static_cast<std::uint64_t>(k) * step))));
            __m256i const upper = _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(bits, 32), factor),
                                                   _mm256_srli_epi64(_mm256_mul_epu32(bits, factor), 32));
            doubtful = _mm256_or_si256(doubtful, _mm256_cmpeq_epi32(upper, zero)); // lower half counts
            drawn = _mm256_or_si256(drawn, _mm256_slli_epi64(_mm256_srli_epi64(upper, 32), 16 * k));
        }
        if (i + at_once <= count)
            store(lines + i, drawn);
        else
        {
            std::uint16_t rest[at_once];
            store(rest, drawn);
            __builtin_memcpy(lines + i, rest, (count - i) * sizeof rest[0]);
        }
        from = _mm256_add_epi64(from, _mm256_set1_epi64x(static_cast<std::int64_t>(at_once * step)));
    }
    return _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_slli_epi64(doubtful, 32))) == 0;
}

} // namespace ampstream::classify
#endif
