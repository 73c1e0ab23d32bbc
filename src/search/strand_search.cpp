// SPDX-License-Identifier: BSD-3-Clause
// Ranking, judging, and judging again.
#include <ampstream/search/strand_search.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace ampstream::search
{

void strand_search::begin(search_tools & tools,
                          criteria const & limits,
                          database const & targets,
                          std::string_view sequence,
                          bool skip_lower_case)
{
    search_known(tools, limits, targets, sequence, skip_lower_case);
    is_known_hit_ = best_ != none;
}

void strand_search::search_known(search_tools & tools,
                                 criteria const & limits,
                                 database const & targets,
                                 std::string_view sequence,
                                 bool skip_lower_case)
{
    candidates_.clear();
    judged_.clear();
    best_ = none;
    spent_ = {};
    align::encode(sequence, codes_);
    std::span<std::uint32_t const> const words = tools.find_words(sequence, skip_lower_case);
    words_.assign(words.begin(), words.end());
    std::size_t const threshold = limits.word_threshold(words.size(), tools.find_words.length());
    std::size_t const likely = tools.refute.words().likely_words({codes_.size(), words.size()});
    constexpr std::size_t head = 1; // nearly all hits are the first candidate
    bool const has_head = limits.maxaccepts == 1 && limits.most_candidates() > head && likely > threshold;
    if (has_head)
    {
        append(tools.rank(targets, words_, likely, head));
        walk_through(tools, limits, {targets, targets});
        if (best() != nullptr)
            return;
    }
    append(has_head ? tools.rank.again(targets, threshold, limits.most_candidates())
                    : tools.rank(targets, words_, threshold, limits.most_candidates()));
    walk_through(tools, limits, {targets, targets}); // no newcomers
}

/// Completes the list of candidates. Those judged before are the head of `all`: their verdicts stay.
void strand_search::append(std::span<candidate const> all)
{
    for (std::size_t i = candidates_.size(); i < all.size(); ++i)
        candidates_.push_back({all[i]});
}

std::size_t strand_search::least_words(search_tools const & tools, criteria const & limits) const
{
    // Where one hit ends the search, targets with fewer words than the hit do not come to their turn.
    return limits.maxaccepts == 1 && best_ != none ? best_words_
                                                   : limits.word_threshold(words_.size(), tools.find_words.length());
}

/// Could newcomers with these words change the outcome? One must share enough of them to come to its turn.
bool strand_search::may_be_renewed(search_tools const & tools,
                                   criteria const & limits,
                                   word_set const & their_words) const
{
    std::size_t const least = least_words(tools, limits);
    std::size_t missing = 0;
    for (std::uint32_t const word : words_)
        if (!their_words.contains(word) && words_.size() - ++missing < least)
            return false;
    return true;
}

void strand_search::renew(search_tools & tools,
                          criteria const & limits,
                          growing_targets const & targets,
                          std::size_t count,
                          word_set const & their_words)
{
    auto const known = static_cast<std::uint32_t>(targets.known.size());
    if (std::erase_if(candidates_, [known](ranked const & one) { return one.shares.target >= known; }) != 0)
        walk_through(tools, limits, targets);
    if (count == 0 || !may_be_renewed(tools, limits, their_words))
        return;
    std::size_t const threshold = least_words(tools, limits);
    auto const old = static_cast<std::ptrdiff_t>(candidates_.size());
    // Any of them may turn out not to be there, so the list is not cut.
    constexpr auto all = std::numeric_limits<std::size_t>::max();
    for (candidate const & one : tools.rank(targets.newcomers, words_, threshold, all))
        if (one.target < count)
            candidates_.push_back({{one.words, one.length, known + one.target}});
    if (candidates_.size() == static_cast<std::size_t>(old))
        return;
    std::inplace_merge(candidates_.begin(), candidates_.begin() + old, candidates_.end(),
                       [](ranked const & x, ranked const & y) { return x.shares < y.shares; });
    walk_through(tools, limits, targets);
}

void strand_search::walk_through(search_tools & tools, criteria const & limits, growing_targets const & targets)
{
    best_ = none;
    spent_ = {.queries = 1, .alignments = spent_.alignments};
    walk(candidates_, limits,
         [&](ranked & one)
         {
             if (one.place == none)
                 one.place = judge(tools, limits, targets, one.shares);
             judged const & here = judged_[one.place];
             ++spent_.candidates;
             if (here.decided == verdict::accepted)
             {
                 ++spent_.accepted;
                 if (best_ == none || is_better(here, judged_[best_]))
                 {
                     best_ = one.place;
                     best_words_ = one.shares.words;
                 }
             }
             else
                 ++(here.decided == verdict::refused ? spent_.refused : spent_.rejected);
             return here.decided;
         });
}

std::uint32_t strand_search::judge(search_tools & tools,
                                   criteria const & limits,
                                   growing_targets const & targets,
                                   candidate const & one)
{
    judged & here = judged_.emplace_back(judged{.target = one.target, .decided = verdict::rejected});
    auto const place = static_cast<std::uint32_t>(judged_.size() - 1);
    if (rules_.may_align && !rules_.may_align(one.target))
    {
        here.decided = verdict::refused;
        return place;
    }
    std::span<std::uint8_t const> const target = targets.codes(one.target);
    if (tools.refute(tools.align, codes_, {codes_.size(), words_.size()}, target,
                     {target.size(), targets.distinct_words(one.target)}, one.words))
        return place;
    std::optional<std::ptrdiff_t> const diagonal = tools.refute.diagonal();
    align::alignment aligned = diagonal ? tools.align(codes_, target, *diagonal) : tools.align(codes_, target);
    ++spent_.alignments;
    here.identity = align::identity(aligned.counts, limits.iddef);
    if (limits.accepts(aligned.counts, here.identity) && (!rules_.may_hit || rules_.may_hit(aligned, one.target)))
    {
        here.weight = rules_.weigh ? rules_.weigh(one.target) : 0;
        here.decided = verdict::accepted;
        here.aligned = std::move(aligned);
    }
    return place;
}

} // namespace ampstream::search
