// SPDX-License-Identifier: BSD-3-Clause
// Chooses the kernels over reads. AVX-512 would gain nothing on reads of a few hundred bases and takes those of AVX2.
#include <ampstream/simd/reads.hpp>

#include <cstring>

#include "simd/reads_kernels.hpp"

namespace ampstream::simd
{

namespace
{

bool has_avx2([[maybe_unused]] target with) noexcept
{
#if defined(__x86_64__)
    return with == target::avx2 || with == target::avx512;
#else
    return false;
#endif
}

/// Sixteen characters at once: a vector extension of GCC and Clang, SSE2 on x86-64, NEON on ARM.
using sixteen [[gnu::vector_size(16)]] = unsigned char;

sixteen load(char const * text) noexcept
{
    sixteen characters;
    std::memcpy(&characters, text, sizeof characters);
    return characters;
}

void widen(character_range & range, unsigned char low, unsigned char high) noexcept
{
    range.lowest = static_cast<char>(low) < range.lowest ? static_cast<char>(low) : range.lowest;
    range.highest = static_cast<char>(high) > range.highest ? static_cast<char>(high) : range.highest;
}

} // namespace

#if defined(__x86_64__)
#define AMPSTREAM_CHOOSE(kernel, ...) has_avx2(with) ? kernel##_avx2(__VA_ARGS__) : kernel##_portable(__VA_ARGS__)
#else
#define AMPSTREAM_CHOOSE(kernel, ...) kernel##_portable(__VA_ARGS__)
#endif

bool pack_bases(char const * letters, std::int64_t length, base_planes const & planes, target with) noexcept
{
    return AMPSTREAM_CHOOSE(pack_bases, letters, length, planes);
}

std::int32_t find_windows(window_search const & search, target with) noexcept
{
    return AMPSTREAM_CHOOSE(find_windows, search);
}

bool reverse_complement(char const * letters, std::int64_t length, char * to, target with) noexcept
{
    return AMPSTREAM_CHOOSE(reverse_complement, letters, length, to);
}

void reverse(char const * letters, std::int64_t length, char * to, target with) noexcept
{
    AMPSTREAM_CHOOSE(reverse, letters, length, to);
}

character_range range_of(char const * text, std::int64_t length) noexcept
{
    constexpr std::int64_t width = sizeof(sixteen);
    character_range range{};
    if (length < width)
    {
        for (std::int64_t i = 0; i < length; ++i)
            widen(range, static_cast<unsigned char>(text[i]), static_cast<unsigned char>(text[i]));
        return range;
    }
    sixteen low = load(text + length - width); // overlaps those before
    sixteen high = low;
    for (std::int64_t i = 0; i + width <= length; i += width)
    {
        sixteen const part = load(text + i);
        low = part < low ? part : low;
        high = part > high ? part : high;
    }
    for (std::size_t lane = 0; lane < sizeof(sixteen); ++lane)
        widen(range, low[lane], high[lane]);
    return range;
}

std::uint64_t
sum_weights(char const * qualities, std::int64_t length, quality_weights const & weights, target with) noexcept
{
    return AMPSTREAM_CHOOSE(sum_weights, qualities, length, weights);
}

} // namespace ampstream::simd
