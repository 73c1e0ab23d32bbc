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
    candidates_.clear();
    judged_.clear();
    best_ = none;
    spent_ = {};
    align::encode(sequence, codes_);
    std::span<std::uint32_t const> const words = tools.find_words(sequence, centroids.skips_lower_case());
    words_.assign(words.begin(), words.end());
    std::size_t const threshold = limits.word_threshold(words.size(), tools.find_words.length());
    std::size_t const likely = tools.refute.words().likely_words({codes_.size(), words.size()});
    constexpr std::size_t head = 1; // nearly all hits are the first candidate
    bool const has_head = limits.maxaccepts == 1 && limits.most_candidates() > head && likely > threshold;
    if (has_head)
    {
        append(tools.rank(centroids, words_, likely, head));
        walk(tools, limits, centroids);
        if (best() != nullptr)
            return;
    }
    append(has_head ? tools.rank.again(centroids, threshold, limits.most_candidates())
                    : tools.rank(centroids, words_, threshold, limits.most_candidates()));
    walk(tools, limits, centroids);
}

/// Completes the list of candidates. Those judged before are the head of `all`: their verdicts stay.
void strand_search::append(std::span<search::candidate const> all)
{
    for (std::size_t i = candidates_.size(); i < all.size(); ++i)
        candidates_.push_back({all[i]});
}

std::size_t strand_search::least_words(search_tools const & tools, search::criteria const & limits) const
{
    // Where one hit ends the search, centroids with fewer words than the hit do not come to their turn.
    return limits.maxaccepts == 1 && best_ != none ? best_words_
                                                   : limits.word_threshold(words_.size(), tools.find_words.length());
}

bool strand_search::may_be_renewed(search_tools const & tools,
                                   search::criteria const & limits,
                                   word_set const & fresh) const
{
    std::size_t const least = least_words(tools, limits);
    std::size_t missing = 0;
    for (std::uint32_t const word : words_)
        if (!fresh.contains(word) && words_.size() - ++missing < least)
            return false;
    return true;
}

void strand_search::renew(search_tools & tools,
                          search::criteria const & limits,
                          search::database const & centroids,
                          std::size_t first_fresh)
{
    std::size_t const threshold = least_words(tools, limits);
    auto const old = static_cast<std::ptrdiff_t>(candidates_.size());
    for (search::candidate const & one :
         tools.rank(centroids, words_, threshold, limits.most_candidates(), first_fresh))
        candidates_.push_back({one});
    if (candidates_.size() == static_cast<std::size_t>(old))
        return;
    std::inplace_merge(candidates_.begin(), candidates_.begin() + old, candidates_.end(),
                       [](ranked const & x, ranked const & y) { return x.candidate < y.candidate; });
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
                         one.verdict = judge(tools, limits, centroids, one.candidate);
                     judged const & here = judged_[one.verdict];
                     ++spent_.candidates;
                     if (here.decided != search::verdict::accepted)
                         ++spent_.rejected;
                     else
                     {
                         ++spent_.accepted;
                         if (best_ == none || is_better(here, judged_[best_]))
                         {
                             best_ = one.verdict;
                             best_words_ = one.candidate.words;
                         }
                     }
                     return here.decided;
                 });
}

std::uint32_t strand_search::judge(search_tools & tools,
                                   search::criteria const & limits,
                                   search::database const & centroids,
                                   search::candidate const & one)
{
    judged & here = judged_.emplace_back(judged{.target = one.target, .decided = search::verdict::rejected});
    auto const place = static_cast<std::uint32_t>(judged_.size() - 1);
    std::span<std::uint8_t const> const target = centroids.codes(one.target);
    if (tools.refute(tools.align, codes_, {codes_.size(), words_.size()}, target,
                     {target.size(), centroids.distinct_words(one.target)}, one.words))
        return place;
    align::alignment aligned = tools.align(codes_, target);
    ++spent_.alignments;
    here.identity = align::identity(aligned.counts, limits.iddef);
    if (limits.accepts(aligned.counts, here.identity) && may_join(here.target, aligned.counts))
    {
        here.weight = rules_->sizeorder ? rules_->abundances[here.target] : 0;
        here.decided = search::verdict::accepted;
        here.counts = aligned.counts;
        here.score = aligned.score;
        here.path = std::move(aligned.path);
    }
    return place;
}

} // namespace ampstream::cluster
