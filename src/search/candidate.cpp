// SPDX-License-Identifier: BSD-3-Clause
// Ranking of candidates.
#include <ampstream/search/candidate.hpp>

#include <algorithm>
#include <optional>

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
    std::optional<candidate> last; // of the best `most` so far; only what comes before it can be among the best
    auto const take = [&](std::uint32_t target, std::uint16_t shared)
    {
        candidate const one{shared, targets.length(target), target};
        if (!last || one < *last)
            found_.push_back(one);
    };
    while (most != 0 && count_.next(least, take))
        if (found_.size() > most || (found_.size() == most && !last))
        {
            keep_best(most);
            last = found_.back();
            least = std::max<std::size_t>(threshold, last->words);
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
