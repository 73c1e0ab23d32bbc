// SPDX-License-Identifier: BSD-3-Clause
// The kernels over reads in plain C++: what the others must equal.
#include <ampstream/simd/reads.hpp>

#include <bit>

#include "simd/reads_kernels.hpp"

namespace ampstream::simd
{

namespace
{

/// Bits 1 and 2 of the ASCII codes tell A, C, G and T apart; U goes with T.
constexpr unsigned code_of(char letter) noexcept
{
    return static_cast<unsigned>(static_cast<unsigned char>(letter)) >> 1U & 3U;
}

constexpr bool is_known(char letter) noexcept
{
    return letter == 'A' || letter == 'C' || letter == 'G' || letter == 'T' || letter == 'U';
}

/// The 32 bits of a plane that end before bit `end`, which is at least 32.
std::uint32_t bits_before(std::uint64_t const * plane, std::int32_t end) noexcept
{
    std::int32_t const begin = end - window_search::width;
    std::int32_t const shift = begin % 64;
    std::uint64_t const low = plane[begin / 64] >> shift;
    std::uint64_t const high = shift == 0 ? 0 : plane[begin / 64 + 1] << (64 - shift);
    return static_cast<std::uint32_t>(low | high);
}

} // namespace

bool pack_bases_portable(char const * letters, std::int64_t length, base_planes const & planes) noexcept
{
    bool all_known = true;
    for (std::int64_t word = 0; word < base_planes::words_for(length); ++word)
    {
        std::uint64_t low = 0;
        std::uint64_t high = 0;
        std::uint64_t known = 0;
        for (std::int64_t bit = 0; bit < 64 && 64 * word + bit < length; ++bit)
        {
            char const letter = letters[64 * word + bit];
            low |= std::uint64_t{code_of(letter) & 1U} << bit;
            high |= std::uint64_t{code_of(letter) >> 1U} << bit;
            known |= std::uint64_t{is_known(letter)} << bit;
            all_known = all_known && is_known(letter);
        }
        planes.low[word] = low;
        planes.high[word] = high;
        planes.known[word] = known;
    }
    return all_known;
}

std::int32_t find_windows_portable(window_search const & search) noexcept
{
    constexpr std::int32_t width = window_search::width;
    std::int32_t found = 0;
    for (std::int32_t end = 1; end <= search.length; ++end)
    {
        std::int32_t const columns = end < width ? end : width;
        std::int32_t const outside = width - columns; // of the 32 bases
        auto const laid = [&](std::uint64_t const * plane)
        { return end < width ? static_cast<std::uint32_t>(plane[0]) << outside : bits_before(plane, end); };
        std::uint32_t const differing = (laid(search.low) ^ search.fixed_low) | (laid(search.high) ^ search.fixed_high);
        if (std::popcount(differing >> outside) <= search.most[columns])
            search.ends[found++] = end;
    }
    return found;
}

bool reverse_complement_portable(char const * letters, std::int64_t length, char * to) noexcept
{
    bool is_plain = true;
    for (std::int64_t i = 0; i < length; ++i)
    {
        char const letter = letters[length - 1 - i];
        // A and T differ in bits 0, 2 and 4, C and G in bit 2; N stays.
        int const change = letter == 'N' ? 0 : (letter & 2) != 0 ? 0x04 : 0x15;
        is_plain &= letter == 'N' || (is_known(letter) && letter != 'U');
        to[i] = static_cast<char>(letter ^ change);
    }
    return is_plain;
}

void reverse_portable(char const * letters, std::int64_t length, char * to) noexcept
{
    for (std::int64_t i = 0; i < length; ++i)
        to[i] = letters[length - 1 - i];
}

std::uint64_t
sum_weights_portable(char const * qualities, std::int64_t length, quality_weights const & weights) noexcept
{
    std::uint32_t whole[quality_weights::levels];
    for (std::int32_t level = 0; level < quality_weights::levels; ++level)
        whole[level] = weights.bytes[0][level] | std::uint32_t{weights.bytes[1][level]} << 8U |
                       std::uint32_t{weights.bytes[2][level]} << 16U | std::uint32_t{weights.bytes[3][level]} << 24U;
    std::uint64_t sum = 0;
    for (std::int64_t i = 0; i < length; ++i)
        sum += whole[qualities[i] - '!'];
    return sum;
}

} // namespace ampstream::simd
