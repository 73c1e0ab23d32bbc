// SPDX-License-Identifier: BSD-3-Clause
// Ranking, judging, and judging again.
#include "cluster/strand_search.hpp"

#include <algorithm>
#include <utility>

#include <ampstream/cluster/noise.hpp>
#include <ampstream/search/walk.hpp>

namespace ampstream::cluster
{

void strand_search::begin(search_tools & tools,
                          search::criteria const & limits,
                          search::database const & centroids,
                          std::string_view sequence)
{
    align::encode(sequence, codes_);
    std::span<std::uint32_t const> const words = tools.find_words(sequence, centroids.skips_lower_case());
    words_.assign(words.begin(), words.end());
    std::size_t const threshold = limits.word_threshold(words.size(), tools.find_words.length());
    for (search::candidate const & one : tools.rank(centroids, words, threshold, limits.most_candidates()))
        candidates_.push_back({one});
    walk(tools, limits, centroids);
}

void strand_search::renew(search_tools & tools,
                          search::criteria const & limits,
                          search::database const & centroids,
                          kmer::word_index const & fresh,
                          std::size_t first_fresh)
{
    std::size_t const threshold = limits.word_threshold(words_.size(), tools.find_words.length());
    std::vector<std::uint16_t> counts;
    fresh.count(words_, counts);
    auto const old = static_cast<std::ptrdiff_t>(candidates_.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] >= threshold)
            candidates_.push_back(
                {{counts[i], centroids.length(first_fresh + i), static_cast<std::uint32_t>(first_fresh + i)}});
    if (candidates_.size() == static_cast<std::size_t>(old))
        return;
    auto const comes_first = [](ranked const & x, ranked const & y) { return x.candidate < y.candidate; };
    std::sort(candidates_.begin() + old, candidates_.end(), comes_first);
    std::inplace_merge(candidates_.begin(), candidates_.begin() + old, candidates_.end(), comes_first);
    walk(tools, limits, centroids);
}

bool strand_search::may_join(std::uint32_t target, align::statistics const & counts) const
{
    return !rules_->unoise_alpha ||
           is_noise(abundance_, rules_->abundances[target], counts.mismatches, *rules_->unoise_alpha);
}

void strand_search::walk(search_tools & tools, search::criteria const & limits, search::database const & centroids)
{
    best_ = none;
    spent_ = {.queries = 1, .alignments = spent_.alignments};
    search::walk(candidates_, limits,
                 [&](ranked & one)
                 {
                     if (one.verdict == none)
                         one.verdict = judge(tools, limits, centroids, one.candidate.target);
                     judged const & here = judged_[one.verdict];
                     ++spent_.candidates;
                     if (here.decided != search::verdict::accepted)
                         ++spent_.rejected;
                     else
                     {
                         ++spent_.accepted;
                         if (best_ == none || is_better(here, judged_[best_]))
                             best_ = one.verdict;
                     }
                     return here.decided;
                 });
}

std::uint32_t strand_search::judge(search_tools & tools,
                                   search::criteria const & limits,
                                   search::database const & centroids,
                                   std::uint32_t target)
{
    align::alignment aligned = tools.align(codes_, centroids.codes(target));
    ++spent_.alignments;
    judged & here = judged_.emplace_back(judged{.target = target, .decided = search::verdict::rejected});
    here.identity = align::identity(aligned.counts, limits.iddef);
    if (limits.accepts(aligned.counts, here.identity) && may_join(here.target, aligned.counts))
    {
        here.weight = rules_->sizeorder ? rules_->abundances[here.target] : 0;
        here.decided = search::verdict::accepted;
        here.counts = aligned.counts;
        here.path = std::move(aligned.path);
    }
    return static_cast<std::uint32_t>(judged_.size() - 1);
}

} // namespace ampstream::cluster
