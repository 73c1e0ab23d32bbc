// SPDX-License-Identifier: BSD-3-Clause
// Thresholds of a search.
#include <ampstream/search/criteria.hpp>

#include <algorithm>
#include <array>

#include <ampstream/kmer/distinct_words.hpp>

namespace ampstream::search
{

std::size_t criteria::most_candidates() const noexcept
{
    if (maxaccepts == 0 || maxrejects == 0)
        return std::numeric_limits<std::size_t>::max();
    return static_cast<std::size_t>(maxaccepts + maxrejects - 1);
}

bool criteria::accepts(align::statistics const & counts, double identity) const noexcept
{
    return counts.matches + counts.mismatches != 0 && identity >= 100.0 * id;
}

std::size_t criteria::word_threshold(std::size_t distinct_words, unsigned word_length) const noexcept
{
    return std::min(static_cast<std::size_t>(minwordmatches.value_or(default_minwordmatches(word_length))),
                    distinct_words);
}

std::uint64_t default_minwordmatches(unsigned word_length) noexcept
{
    constexpr std::array<std::uint64_t, kmer::longest_word - kmer::shortest_word + 1> defaults{18, 17, 16, 15, 14,
                                                                                               12, 11, 10, 9,  8};
    return defaults.at(std::clamp(word_length, kmer::shortest_word, kmer::longest_word) - kmer::shortest_word);
}

} // namespace ampstream::search
