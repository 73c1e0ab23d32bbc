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
    count_.start(targets.index(), words, first);
    return find(targets, threshold, most);
}

std::span<candidate const> candidate_ranker::again(database const & targets, std::size_t threshold, std::size_t most)
{
    count_.rewind();
    return find(targets, threshold, most);
}

std::span<candidate const> candidate_ranker::find(database const & targets, std::size_t threshold, std::size_t most)
{
    found_.clear();
    std::size_t least = threshold;
    auto const take = [&](std::uint32_t target, std::uint16_t shared) {
        found_.push_back({shared, targets.length(target), target});
    };
    while (most != 0 && count_.next(least, take))
        if (found_.size() >= most)
        {
            // Of those to come only one with at least as many words as the last of these can be among the best.
            keep_best(most);
            least = std::max<std::size_t>(threshold, found_.back().words);
        }
    std::sort(found_.begin(), found_.end());
    return found_;
}

/// The best `most` of those found, the last of them at the end.
void candidate_ranker::keep_best(std::size_t most)
{
    std::nth_element(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(most - 1), found_.end());
    found_.resize(most);
}

} // namespace ampstream::search
