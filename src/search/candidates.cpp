// SPDX-License-Identifier: BSD-3-Clause
// Ranking of candidates.
#include <ampstream/search/candidates.hpp>

#include <algorithm>

namespace ampstream::search
{

std::uint32_t fewest_words(options const & limits, std::size_t distinct_words) noexcept
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(limits.minwordmatches, distinct_words));
}

std::size_t most_candidates(options const & limits, std::size_t targets) noexcept
{
    constexpr std::size_t delayed = 8; // alignments VSEARCH does at once
    if (limits.maxaccepts == 0 || limits.maxrejects == 0)
        return targets;
    return std::min<std::size_t>(targets, limits.maxaccepts + limits.maxrejects + delayed);
}

void candidate_finder::operator()(kmer::word_index const & index,
                                  std::span<std::uint16_t const> words,
                                  std::uint32_t fewest,
                                  std::size_t most,
                                  std::vector<candidate> & found)
{
    found.clear();
    if (most == 0)
        return;
    index.count(words, counts_);
    for (std::uint32_t number = 0; number < counts_.size(); ++number)
        if (counts_[number] >= fewest)
            found.push_back({counts_[number], index.length(number), number});
    if (found.size() > most)
    {
        std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(most), comes_before);
        found.resize(most);
    }
    std::ranges::sort(found, comes_before);
}

} // namespace ampstream::search
