// SPDX-License-Identifier: BSD-3-Clause
// Ranking of candidates.
#include <ampstream/search/candidate.hpp>

#include <algorithm>

namespace ampstream::search
{

std::span<candidate const> candidate_ranker::operator()(database const & targets,
                                                        std::span<std::uint32_t const> words,
                                                        std::size_t threshold,
                                                        std::size_t most,
                                                        std::size_t first)
{
    constexpr std::size_t spare = 16; // found beyond `most` before the worst are thrown out
    found_.clear();
    count_.start(targets.index(), words, first);
    std::size_t least = threshold;
    auto const take = [&](std::uint32_t target, std::uint16_t shared) {
        found_.push_back({shared, targets.length(target), target});
    };
    while (count_.next(least, take))
        if (found_.size() > most && found_.size() - most >= spare)
        {
            keep_best(most);
            // Of those to come only one with at least as many words as the last of these can be among the best.
            least = most == 0 ? least : found_[most - 1].words;
        }
    if (found_.size() > most)
        keep_best(most);
    std::sort(found_.begin(), found_.end());
    return found_;
}

/// The best `most` of those found, the last of them at the end.
void candidate_ranker::keep_best(std::size_t most)
{
    if (most != 0)
        std::nth_element(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(most - 1), found_.end());
    found_.resize(most);
}

} // namespace ampstream::search
