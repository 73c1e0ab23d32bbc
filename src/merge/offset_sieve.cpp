// SPDX-License-Identifier: BSD-3-Clause
// Differences counted in bits.
#include "merge/offset_sieve.hpp"

#include <algorithm>
#include <cmath>

#include <ampstream/simd/reads.hpp>

namespace ampstream::merge
{

namespace
{

constexpr double best_match = 2.0;     ///< bits, log2(1 / 0.25)
constexpr double least_mismatch = 4.0; ///< bits
constexpr double largest_drop = 16.0;  ///< bits
constexpr double slack = 0.01;         ///< more than hundreds of additions can err

/// 64 bits of a plane from bit `place` on.
std::uint64_t bits_from(std::vector<std::uint64_t> const & plane, std::size_t place) noexcept
{
    std::size_t const shift = place % 64;
    std::uint64_t const low = plane[place / 64] >> shift;
    return shift == 0 ? low : low | plane[place / 64 + 1] << (64 - shift);
}

/// The 32 bits that end before bit `end`.
std::uint32_t last_bits(std::vector<std::uint64_t> const & plane, std::size_t end) noexcept
{
    return static_cast<std::uint32_t>(bits_from(plane, end - simd::window_search::width));
}

} // namespace

offset_sieve::offset_sieve(double least_score)
{
    constexpr double change = best_match + least_mismatch; // what a mismatch in place of a match costs
    most_[0] = -1;
    for (std::size_t columns = 1; columns <= width; ++columns)
    {
        double const all_match = best_match * static_cast<double>(columns);
        double const until_too_low = (all_match - least_score + slack) / change;
        double const until_drop = (all_match + largest_drop + slack) / change;
        // An overlap of 32 columns or more may gain what it lacks further on.
        double const most = columns < width ? std::min(until_too_low, until_drop) : until_drop;
        most_[columns] = std::max(-1, static_cast<std::int32_t>(std::floor(most)));
    }
}

void offset_sieve::planes::assign(std::string_view bases)
{
    length = bases.size();
    auto const size = static_cast<std::int64_t>(length);
    auto const words = static_cast<std::size_t>(simd::base_planes::words_for(size));
    if (low.size() < words)
    {
        low.resize(words);
        high.resize(words);
        known.resize(words);
    }
    simd::pack_bases(bases.data(), size, {low.data(), high.data(), known.data()}, simd::best_target());
}

bool offset_sieve::assign(std::string_view forward, std::string_view reverse)
{
    if (std::min(forward.size(), reverse.size()) <= width)
        return false;
    forward_.assign(forward);
    reverse_.assign(reverse);
    return true;
}

std::size_t
offset_sieve::search(planes const & read, planes const & fixed, std::size_t last_end, std::int32_t * ends) const
{
    simd::window_search const windows{read.low.data(),
                                      read.high.data(),
                                      static_cast<std::int32_t>(last_end),
                                      last_bits(fixed.low, fixed.length),
                                      last_bits(fixed.high, fixed.length),
                                      most_.data(),
                                      ends};
    return static_cast<std::size_t>(simd::find_windows(windows, simd::best_target()));
}

std::span<std::int32_t const> offset_sieve::find_spans()
{
    constexpr std::size_t spare = 8; // a kernel writes eight at a time
    if (spans_.size() < forward_.length + reverse_.length + spare)
        spans_.resize(forward_.length + reverse_.length + spare);
    // Spans up to |reverse|: the walk begins at the last base of the forward read and somewhere in the reverse read.
    std::size_t const within = search(reverse_, forward_, reverse_.length, spans_.data());
    // Longer ones: it begins at the last base of the reverse read, |forward| + |reverse| − span bases into the other.
    std::size_t const beyond = search(forward_, reverse_, forward_.length - 1, spans_.data() + within);
    auto const first = spans_.begin() + static_cast<std::ptrdiff_t>(within);
    auto const last = first + static_cast<std::ptrdiff_t>(beyond);
    auto const both = static_cast<std::int32_t>(forward_.length + reverse_.length);
    std::for_each(first, last, [both](std::int32_t & end) { end = both - end; });
    std::reverse(first, last);
    return {spans_.data(), within + beyond};
}

offset_sieve::overlapping offset_sieve::overlap_of(std::size_t span) const noexcept
{
    std::size_t const forward_begin = forward_.length > span ? forward_.length - span : 0;
    std::size_t const reverse_begin = span > forward_.length ? span - forward_.length : 0;
    return {forward_begin, reverse_begin, std::min(forward_.length - forward_begin, reverse_.length - reverse_begin),
            0};
}

offset_sieve::overlapping offset_sieve::differing_columns(std::size_t span,
                                                          std::vector<std::uint64_t> & differing) const
{
    overlapping part = overlap_of(span);
    differing.resize((part.columns + 63) / 64);
    for (std::size_t word = 0; word < differing.size(); ++word)
    {
        std::size_t const x = part.forward_begin + 64 * word;
        std::size_t const y = part.reverse_begin + 64 * word;
        differing[word] = (bits_from(forward_.low, x) ^ bits_from(reverse_.low, y)) |
                          (bits_from(forward_.high, x) ^ bits_from(reverse_.high, y));
    }
    if (std::size_t const rest = part.columns % 64; rest != 0)
        differing.back() &= (std::uint64_t{1} << rest) - 1;
    for (std::uint64_t bits : differing)
        for (; bits != 0; bits &= bits - 1)
            ++part.differences;
    return part;
}

bool offset_sieve::shares_words(std::size_t span, std::uint32_t least) const noexcept
{
    constexpr std::size_t step = 60; // of 64 columns, the words that begin in the first 60 are whole
    overlapping const part = overlap_of(span);
    std::uint32_t shared = 0;
    for (std::size_t column = 0; column < part.columns; column += step)
    {
        std::size_t const x = part.forward_begin + column;
        std::size_t const y = part.reverse_begin + column;
        std::uint64_t equal = ~((bits_from(forward_.low, x) ^ bits_from(reverse_.low, y)) |
                                (bits_from(forward_.high, x) ^ bits_from(reverse_.high, y)));
        equal &= bits_from(forward_.known, x) & bits_from(reverse_.known, y); // nothing is known behind the reads
        std::uint64_t const pairs = equal & equal >> 1;
        std::uint64_t words = pairs & pairs >> 2 & equal >> 4;
        for (; words != 0 && shared < least; words &= words - 1)
            ++shared;
        if (shared >= least)
            return true;
    }
    return false;
}

} // namespace ampstream::merge
