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

sixteen lower_of(sixteen one, sixteen other) noexcept
{
    return one < other ? one : other;
}

sixteen higher_of(sixteen one, sixteen other) noexcept
{
    return one > other ? one : other;
}

/// What `choose` leaves of sixteen characters: halves are laid on each other until one is left.
template <typename choose_t>
unsigned char fold(sixteen all, choose_t const & choose) noexcept
{
    all = choose(all, __builtin_shufflevector(all, all, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    all = choose(all, __builtin_shufflevector(all, all, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3));
    all = choose(all, __builtin_shufflevector(all, all, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1));
    all = choose(all, __builtin_shufflevector(all, all, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0));
    return all[0];
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
        {
            range.lowest = text[i] < range.lowest ? text[i] : range.lowest;
            range.highest = text[i] > range.highest ? text[i] : range.highest;
        }
        return range;
    }
    sixteen low = load(text + length - width); // overlaps those before
    sixteen high = low;
    for (std::int64_t i = 0; i + width <= length; i += width)
    {
        sixteen const part = load(text + i);
        low = lower_of(part, low);
        high = higher_of(part, high);
    }
    range.lowest = static_cast<char>(fold(low, lower_of));
    range.highest = static_cast<char>(fold(high, higher_of));
    return range;
}

std::uint64_t
sum_weights(char const * qualities, std::int64_t length, quality_weights const & weights, target with) noexcept
{
    return AMPSTREAM_CHOOSE(sum_weights, qualities, length, weights);
}

} // namespace ampstream::simd
