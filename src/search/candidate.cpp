// SPDX-License-Identifier: BSD-3-Clause
// Ranking of candidates.
#include <ampstream/search/candidate.hpp>

#include <algorithm>

namespace ampstream::search
{

std::span<candidate const> candidate_ranker::operator()(database const & targets,
                                                        std::span<std::uint32_t const> words,
                                                        std::size_t threshold,
                                                        std::size_t most)
{
    found_.clear();
    targets.index().count(words, counts_);
    for (std::uint32_t target = 0; target < counts_.size(); ++target)
        if (counts_[target] >= threshold)
            found_.push_back({counts_[target], targets.length(target), target});
    if (found_.size() > most)
    {
        std::nth_element(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(most), found_.end());
        found_.resize(most);
    }
    std::sort(found_.begin(), found_.end());
    return found_;
}

} // namespace ampstream::search
