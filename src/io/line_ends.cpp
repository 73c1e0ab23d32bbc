// SPDX-License-Identifier: BSD-3-Clause
// Sixty-four bytes at a time; most of them hold no line end.
#include "io/line_ends.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ampstream::io::detail
{

namespace
{

constexpr std::size_t width = 64; ///< bytes looked at together, a bit of a word each

#if defined(__SSE2__)
/// A bit for each of 64 bytes that is a line end, the first byte's lowest.
std::uint64_t line_end_bits(char const * text) noexcept
{
    __m128i const newline = _mm_set1_epi8('\n');
    auto const equal = [&](std::size_t part)
    { return _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<__m128i const *>(text) + part), newline); };
    __m128i const first = equal(0);
    __m128i const second = equal(1);
    __m128i const third = equal(2);
    __m128i const fourth = equal(3);
    if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(first, second), _mm_or_si128(third, fourth))) == 0)
        return 0;
    auto const bits = [](__m128i found)
    { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(found))); };
    return bits(first) | bits(second) << 16U | bits(third) << 32U | bits(fourth) << 48U;
}
#else
std::uint64_t line_end_bits(char const * text) noexcept
{
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < width; ++i)
        bits |= static_cast<std::uint64_t>(text[i] == '\n') << i;
    return bits;
}
#endif

} // namespace

void append_line_ends(std::string_view text, std::size_t begin, std::vector<std::size_t> & ends)
{
    std::size_t place = begin;
    for (; place + width <= text.size(); place += width)
        for (std::uint64_t bits = line_end_bits(text.data() + place); bits != 0; bits &= bits - 1)
            ends.push_back(place + static_cast<std::size_t>(std::countr_zero(bits)));
    for (; place < text.size(); ++place)
        if (text[place] == '\n')
            ends.push_back(place);
}

} // namespace ampstream::io::detail
