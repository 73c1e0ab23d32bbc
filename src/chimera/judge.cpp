// SPDX-License-Identifier: BSD-3-Clause
// Candidates, parents, model, verdict.
#include "chimera/judge.hpp"

#include <algorithm>
#include <span>

#include <ampstream/chimera/parents.hpp>
#include <ampstream/chimera/three_way.hpp>

namespace ampstream::chimera
{

namespace
{

/// How a piece of a query looks for candidates (UCHIME's settings in VSEARCH).
search::criteria piece_criteria()
{
    search::criteria limits;
    limits.id = 0.55;
    limits.maxaccepts = 4;
    limits.maxrejects = 16;
    return limits;
}

/// Order of the hits of a piece: the more similar first, then in the order of the targets.
bool comes_before(search::trial const & one, search::trial const & other) noexcept
{
    return one.identity != other.identity ? one.identity > other.identity : one.target < other.target;
}

} // namespace

judge::judge(options const & chosen, search::database const & targets)
    : options_{chosen}, targets_{targets}, search_{targets, piece_criteria()}
{
}

std::vector<std::uint32_t> judge::find_candidates(std::string_view query, search::admission const & may_align)
{
    std::vector<std::uint32_t> candidates;
    std::size_t begin = 0;
    for (std::size_t const length : part_lengths(query.size()))
    {
        std::span<search::trial const> const trials = search_(query.substr(begin, length), may_align);
        std::vector<search::trial const *> hits;
        for (search::trial const & one : trials)
            if (one.decided == search::verdict::accepted)
                hits.push_back(&one);
        std::ranges::sort(hits, [](auto const * x, auto const * y) { return comes_before(*x, *y); });
        for (search::trial const * const hit : hits)
            if (std::ranges::find(candidates, hit->target) == candidates.end())
                candidates.push_back(hit->target);
        begin += length;
    }
    return candidates;
}

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

verdict judge::operator()(std::string_view masked_query, search::admission const & may_align)
{
    std::vector<std::uint32_t> const candidates = find_candidates(masked_query, may_align);
    if (candidates.empty())
        return {};
    align::encode(masked_query, codes_);
    std::vector<align::alignment> alignments;
    std::vector<std::vector<std::uint8_t>> matches;
    for (std::uint32_t const target : candidates)
    {
        alignments.push_back(align_(codes_, targets_.codes(target)));
        matches.push_back(match_positions(alignments.back().path, codes_, targets_.codes(target)));
    }
    auto const parents = choose_parents(matches);
    if (!parents)
        return {};
    auto const [first, second] = *parents;
    std::vector<three_way_column> const columns =
        three_way_alignment(codes_, {targets_.codes(candidates[first]), targets_.codes(candidates[second])},
                            {alignments[first].path, alignments[second].path});
    break_point const found = find_break_point(columns, options_);
    if (!found.is_found)
        return {};
    verdict result{.has_parents = true,
                   .parent_a = candidates[found.is_swapped ? second : first],
                   .parent_b = candidates[found.is_swapped ? first : second],
                   .figures = found.figures};
    result.decided = decide(found.figures);
    return result;
}

} // namespace ampstream::chimera
