// SPDX-License-Identifier: BSD-3-Clause
// Candidates, parents, model, verdict.
#include "chimera/judge.hpp"

#include <cstddef>

#include <ampstream/chimera/parents.hpp>
#include <ampstream/chimera/three_way.hpp>

namespace ampstream::chimera
{

judge::judge(options const & chosen, search::database const & targets) : options_{chosen}, find_candidates_{targets} {}

status judge::decide(model_figures const & figures) const noexcept
{
    if (options_.wants_perfect_models())
        return figures.model == 100.0 && figures.closest < 100.0 ? status::chimeric : status::normal;
    if (figures.score < options_.minh)
        return status::normal;
    bool const is_clear = figures.divergence() >= options_.mindiv && figures.left.sum() >= options_.mindiffs &&
                          figures.right.sum() >= options_.mindiffs;
    return is_clear ? status::chimeric : status::borderline;
}

verdict judge::operator()(std::string_view masked_query, search::admission const & may_align, newcomers const & recent)
{
    align::encode(masked_query, codes_);
    find_candidates_(masked_query, codes_, may_align, recent);
    if (find_candidates_.size() == 0)
        return {};
    std::vector<std::vector<std::uint8_t>> matches;
    for (std::size_t candidate = 0; candidate < find_candidates_.size(); ++candidate)
    {
        std::uint32_t const target = find_candidates_.target(candidate);
        matches.push_back(
            match_positions(find_candidates_.alignment(candidate).path, codes_, find_candidates_.codes(target)));
    }
    auto const parents = choose_parents(matches, [this](std::size_t one, std::size_t other)
                                        { return find_candidates_.comes_before(one, other); });
    if (!parents)
        return {};
    auto const [first, second] = *parents;
    std::vector<three_way_column> const columns =
        three_way_alignment(codes_,
                            {find_candidates_.codes(find_candidates_.target(first)),
                             find_candidates_.codes(find_candidates_.target(second))},
                            {find_candidates_.alignment(first).path, find_candidates_.alignment(second).path});
    break_point const found = find_break_point(columns, options_);
    if (!found.is_found)
        return {};
    verdict result{.has_parents = true,
                   .parent_a = find_candidates_.target(found.is_swapped ? second : first),
                   .parent_b = find_candidates_.target(found.is_swapped ? first : second),
                   .figures = found.figures};
    result.decided = decide(found.figures);
    return result;
}

} // namespace ampstream::chimera
