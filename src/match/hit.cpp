// SPDX-License-Identifier: BSD-3-Clause
// The order of hits and the inside of alignments.
#include <ampstream/match/hit.hpp>

#include <algorithm>

namespace ampstream::match
{

std::size_t arrange(std::vector<hit> & hits, options const & chosen)
{
    std::ranges::sort(hits,
                      [](hit const & x, hit const & y)
                      {
                          if (x.identity != y.identity)
                              return x.identity > y.identity;
                          return x.target != y.target ? x.target < y.target : x.is_reversed < y.is_reversed;
                      });
    std::size_t shown = hits.size();
    if (chosen.top_hits_only)
        shown = static_cast<std::size_t>(
            std::ranges::count_if(hits, [&hits](hit const & one) { return one.identity == hits.front().identity; }));
    return std::min<std::size_t>(shown, chosen.maxhits.value_or(shown));
}

interior interior_of(align::alignment const & aligned) noexcept
{
    interior inside;
    std::size_t query = 0;
    std::size_t target = 0;
    std::size_t column = 0;
    std::size_t const begin = aligned.counts.left_columns;
    std::size_t const end = aligned.counts.columns - aligned.counts.right_columns;
    for (align::run const & one : aligned.path)
    {
        bool const is_inside = column >= begin && column < end;
        if (one.kind != align::column::target_only)
            query += one.length;
        if (one.kind != align::column::query_only)
            target += one.length;
        column += one.length;
        if (is_inside && one.kind != align::column::match)
        {
            inside.gap_columns += one.length;
            ++inside.gap_openings;
        }
        if (column == begin) // the gap at the left end has just been passed
        {
            inside.query_begin = query;
            inside.target_begin = target;
        }
        if (column <= end)
        {
            inside.query_end = query;
            inside.target_end = target;
        }
    }
    return inside;
}

} // namespace ampstream::match
