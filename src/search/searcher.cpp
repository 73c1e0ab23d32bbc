// SPDX-License-Identifier: BSD-3-Clause
// The walk through the candidates.
#include <ampstream/search/searcher.hpp>

#include <utility>

namespace ampstream::search
{

searcher::searcher(database const & targets, criteria const & limits, align::scoring const & scores)
    : searcher{targets, limits, targets.skips_lower_case(), scores}
{
}

searcher::searcher(database const & targets,
                   criteria const & limits,
                   bool skip_lower_case,
                   align::scoring const & scores)
    : targets_{&targets}, limits_{limits}, skip_lower_case_{skip_lower_case}, words_{targets.index().word_length()},
      align_{scores}
{
}

std::span<trial const>
searcher::operator()(std::string_view query, admission const & may_align, approval const & may_hit)
{
    trials_.clear();
    align::encode(query, codes_);
    std::span<std::uint32_t const> const words = words_(query, skip_lower_case_);
    std::size_t const threshold = limits_.word_threshold(words.size(), words_.length());
    effort spent{.queries = 1};
    auto const judge = [&](candidate const & next)
    {
        trial & here = trials_.emplace_back(trial{.target = next.target, .words = next.words});
        ++spent.candidates;
        if (may_align && !may_align(next.target))
        {
            ++spent.refused;
            return here.decided;
        }
        here.aligned = align_(codes_, targets_->codes(next.target));
        here.identity = align::identity(here.aligned.counts, limits_.iddef);
        bool const is_hit =
            limits_.accepts(here.aligned.counts, here.identity) && (!may_hit || may_hit(here.aligned, next.target));
        here.decided = is_hit ? verdict::accepted : verdict::rejected;
        ++(here.decided == verdict::accepted ? spent.accepted : spent.rejected);
        ++spent.alignments;
        return here.decided;
    };
    walk(rank_(*targets_, words, threshold, limits_.most_candidates()), limits_, judge);
    spent_ += spent;
    return trials_;
}

trial const * best_hit(std::span<trial const> trials) noexcept
{
    trial const * best = nullptr;
    for (trial const & one : trials)
        if (one.decided == verdict::accepted && (best == nullptr || one.identity > best->identity ||
                                                 (one.identity == best->identity && one.target < best->target)))
            best = &one;
    return best;
}

} // namespace ampstream::search
