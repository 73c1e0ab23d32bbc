// SPDX-License-Identifier: BSD-3-Clause
// Preparing one read: case, truncation, N, strand.
#include "merge/working_read.hpp"

#include <algorithm>
#include <cstring>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/merge/quality_tables.hpp>
#include <ampstream/simd/reads.hpp>

namespace ampstream::merge
{

namespace
{

/// Sixteen characters at once: a vector extension of GCC and Clang, SSE2 on x86-64, NEON on ARM.
using sixteen [[gnu::vector_size(16)]] = unsigned char;

sixteen load(char const * text) noexcept
{
    sixteen characters;
    std::memcpy(&characters, text, sizeof characters);
    return characters;
}

/// Only upper-case A, C, G and T?
bool are_plain(std::string_view bases) noexcept
{
    if (bases.size() < sizeof(sixteen))
        return bases.find_first_not_of("ACGT") == std::string_view::npos;
    sixteen others{};
    auto const look = [&others](char const * place)
    {
        sixteen const base = load(place);
        others |= (base != 'A') & (base != 'C') & (base != 'G') & (base != 'T');
    };
    char const * const last = bases.data() + bases.size() - sizeof(sixteen); // overlaps those before
    for (char const * place = bases.data(); place < last; place += sizeof(sixteen))
        look(place);
    look(last);
    std::uint64_t halves[2];
    std::memcpy(halves, &others, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

} // namespace

void working_read::assign(read_view const & read)
{
    constexpr char case_bit = 0x20;
    kept_ = read.sequence.size();
    qualities_ = read.quality;
    auto const [lowest, highest] = simd::range_of(qualities_.data(), static_cast<std::int64_t>(qualities_.size()));
    lowest_ = lowest;
    highest_ = highest;
    is_plain_ = are_plain(read.sequence);
    bases_ = read.sequence;
    if (is_plain_)
        return;
    own_bases_.resize(kept_);
    std::ranges::transform(read.sequence, own_bases_.begin(),
                           [](char letter)
                           { return static_cast<char>(letter & ~case_bit); }); // letters only: the reader saw to that
    bases_ = own_bases_;
}

std::optional<std::size_t> working_read::truncate(options const & limits) noexcept
{
    auto const character = [](std::uint64_t phred)
    { return static_cast<char>(quality_offset + static_cast<char>(phred)); };
    char const lowest = character(limits.qmin);
    char const highest = character(limits.qmax);
    char const cut = limits.truncqual ? character(*limits.truncqual) : static_cast<char>(quality_offset - 1);
    if (lowest_ > cut && lowest_ >= lowest && highest_ <= highest)
        return std::nullopt; // the usual read
    auto const stop = std::ranges::find_if(qualities_, [=](char quality)
                                           { return quality <= cut || quality < lowest || quality > highest; });
    std::size_t const at = static_cast<std::size_t>(stop - qualities_.begin());
    if (*stop < lowest || *stop > highest)
        return at;
    kept_ = at;
    return std::nullopt;
}

std::size_t working_read::silence_ns()
{
    if (is_plain_ || bases_.substr(0, kept_).find('N') == std::string_view::npos)
        return 0;
    own_qualities_ = qualities_;
    std::size_t found = 0;
    for (std::size_t i = 0; i < kept_; ++i)
        if (bases_[i] == 'N')
        {
            own_qualities_[i] = quality_offset;
            ++found;
        }
    qualities_ = own_qualities_;
    return found;
}

void working_read::reverse_complement(std::string & bases, std::string & qualities) const
{
    bases.resize(kept_);
    qualities.resize(kept_);
    auto const length = static_cast<std::int64_t>(kept_);
    simd::reverse(qualities_.data(), length, qualities.data(), simd::best_target());
    if (!simd::reverse_complement(bases_.data(), length, bases.data(), simd::best_target()))
        std::transform(bases_.rend() - static_cast<std::ptrdiff_t>(kept_), bases_.rend(), bases.begin(), complement);
}

} // namespace ampstream::merge
