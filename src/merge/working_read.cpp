// SPDX-License-Identifier: BSD-3-Clause
// Preparing one read: case, truncation, N, strand.
#include "merge/working_read.hpp"

#include <algorithm>
#include <cstring>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/merge/quality_tables.hpp>

namespace ampstream::merge
{

namespace
{

/// Copies `length` bytes in reverse order, eight at a time.
void reverse_bytes(char const * from, std::size_t length, char * to) noexcept
{
    constexpr std::size_t width = sizeof(std::uint64_t);
    std::size_t done = 0;
    for (; done + width <= length; done += width)
    {
        std::uint64_t word{};
        std::memcpy(&word, from + length - done - width, width);
        word = __builtin_bswap64(word);
        std::memcpy(to + done, &word, width);
    }
    for (; done < length; ++done)
        to[done] = from[length - 1 - done];
}

/// Complements upper-case letters in place. A, C, G, T and N go through a loop the compiler can vectorise: bit 1 tells
/// C and G (which differ in bit 2) from A and T (which differ in bits 0, 2 and 4). Anything else sends the read through
/// the table.
void complement_all(char * letters, std::size_t length) noexcept
{
    unsigned char others = 0;
    for (std::size_t i = 0; i < length; ++i)
    {
        unsigned const letter = static_cast<unsigned char>(letters[i]);
        unsigned const code = (letter >> 1) & 3U;
        unsigned const plain = 0x41U + 2U * code + (code == 2U ? 15U : 0U);
        others |= static_cast<unsigned char>(letter == 'N' ? 0U : letter ^ plain);
    }
    if (others != 0)
    {
        std::transform(letters, letters + length, letters, complement);
        return;
    }
    for (std::size_t i = 0; i < length; ++i)
    {
        unsigned const letter = static_cast<unsigned char>(letters[i]);
        unsigned const change = letter == 'N' ? 0U : ((letter & 2U) != 0U ? 0x04U : 0x15U);
        letters[i] = static_cast<char>(letter ^ change);
    }
}

} // namespace

void working_read::assign(read_view const & read)
{
    constexpr char case_bit = 0x20;
    std::size_t const length = read.sequence.size();
    bases_.resize(length);
    char const * const from = read.sequence.data();
    char * const to = bases_.data();
    for (std::size_t i = 0; i < length; ++i)
        to[i] = static_cast<char>(from[i] & ~case_bit); // letters only: the reader saw to that
    qualities_.assign(read.quality);
    kept_ = length;
}

std::optional<std::size_t> working_read::truncate(options const & limits) noexcept
{
    auto const character = [](std::uint64_t phred)
    { return static_cast<char>(quality_offset + static_cast<char>(phred)); };
    char const lowest = character(limits.qmin);
    char const highest = character(limits.qmax);
    char const cut = limits.truncqual ? character(*limits.truncqual) : static_cast<char>(quality_offset - 1);
    std::uint8_t is_suspect = 0; // the usual read has no such quality: looked for without branches
    for (char const quality : qualities_)
        is_suspect |= static_cast<std::uint8_t>((quality <= cut) | (quality < lowest) | (quality > highest));
    if (is_suspect == 0)
        return std::nullopt;
    auto const stop = std::ranges::find_if(qualities_, [=](char quality)
                                           { return quality <= cut || quality < lowest || quality > highest; });
    std::size_t const at = static_cast<std::size_t>(stop - qualities_.begin());
    if (*stop < lowest || *stop > highest)
        return at;
    kept_ = at;
    return std::nullopt;
}

std::size_t working_read::silence_ns() noexcept
{
    if (bases().substr(0, kept_).find('N') == std::string_view::npos)
        return 0;
    std::size_t found = 0;
    char const * const letters = bases_.data();
    char * const qualities = qualities_.data();
    for (std::size_t i = 0; i < kept_; ++i)
    {
        bool const is_n = letters[i] == 'N';
        qualities[i] = is_n ? quality_offset : qualities[i];
        found += is_n;
    }
    return found;
}

void working_read::reverse_complement(std::string & bases, std::string & qualities) const
{
    bases.resize(kept_);
    qualities.resize(kept_);
    reverse_bytes(qualities_.data(), kept_, qualities.data());
    reverse_bytes(bases_.data(), kept_, bases.data());
    complement_all(bases.data(), kept_);
}

} // namespace ampstream::merge
