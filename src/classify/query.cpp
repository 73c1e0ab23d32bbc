// SPDX-License-Identifier: BSD-3-Clause
// The best genus over all words: groups are screened by bounds, those that are left are scored exactly.
#include "classify/query.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <tuple>

#include "classify/query_scores.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t most_leaders = 3; ///< groups scored in all rounds before the others are screened

/// Brings the lines of the query's words together, tile by tile.
void fill_tiles(workspace::state & work, model_tables const & tables)
{
    std::size_t const size = tile_size(work);
    work.tiles.resize(tables.tiles() * size);
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
    {
        std::uint8_t const * const from = tables.bounds.data() + tile * word_count * tile_width;
        std::uint8_t * to = work.tiles.data() + tile * size;
        for (word const one : work.query.distinct)
        {
            std::memcpy(to, from + one * tile_width, tile_width);
            to += tile_width;
        }
    }
}

void sum_deficits(workspace::state & work, model_tables const & tables)
{
    work.deficits.assign(tables.tiles() * tile_width, 0);
    for (std::size_t tile = 0; tile < tables.tiles(); ++tile)
        add_lines(work.tiles.data() + tile * tile_size(work), work.query.lines.data(), work.query.lines.size(),
                  work.deficits.data() + tile * tile_width);
}

/// The search for the best genus over all words.
class best_search
{
public:
    explicit best_search(workspace::state & work)
        : work_{work}, highest_{sum_of_highest(work.query, work.query.lines.data(), work.query.lines.size())}
    {
    }

    void examine(std::uint32_t group)
    {
        std::uint16_t const * const lines = work_.query.lines.data();
        std::array<float, group_width> totals;
        sum_rounds(values_of(work_, group), &lines, 1, work_.query.lines.size(), totals.data());
        work_.leaders.emplace_back(*std::ranges::max_element(totals), group);
        for (std::uint32_t i = 0; i < group_width; ++i)
        {
            std::uint32_t const genus = genus_at(group, i);
            if (totals[i] > best_)
                std::tie(best_, genus_, equals_) = std::tuple{totals[i], genus, 1U};
            else if (totals[i] == best_)
                std::tie(genus_, equals_) = std::tuple{std::min(genus_, genus), equals_ + 1};
        }
    }
    [[nodiscard]] std::uint32_t limit() const noexcept
    {
        return highest_deficit(highest_, best_, work_.query.lines.size());
    }
    [[nodiscard]] best_genus found() const noexcept { return {.genus = genus_, .is_tied = equals_ > 1}; }

private:
    workspace::state & work_;
    double highest_;
    float best_{lowest_score};
    std::uint32_t genus_{};
    unsigned equals_{};
};

/// Groups other than `first` with a bound of at most `limit`, lowest bound first.
void list_contenders(workspace::state & work, std::size_t groups, std::uint32_t first, std::uint32_t limit)
{
    work.contenders.clear();
    for (std::uint32_t group = 0; group < groups; ++group)
        if (work.deficits[group] <= limit && group != first)
            work.contenders.push_back(group);
    std::ranges::sort(work.contenders, {}, [&](std::uint32_t group) { return std::pair{work.deficits[group], group}; });
}

} // namespace

best_genus find_best(workspace::state & work, model_tables const & tables)
{
    fill_tiles(work, tables);
    sum_deficits(work, tables);
    work.scored.place_of.assign(tables.groups(), 0);
    work.scored.count = 0;
    auto const groups = static_cast<std::ptrdiff_t>(tables.groups());
    auto const lowest = std::min_element(work.deficits.begin(), work.deficits.begin() + groups);
    auto const first = static_cast<std::uint32_t>(lowest - work.deficits.begin());
    work.leaders.clear();
    best_search search{work};
    gather(work, tables, std::array{first});
    search.examine(first);
    list_contenders(work, tables.groups(), first, search.limit());
    gather(work, tables, work.contenders);
    for (std::uint32_t const group : work.contenders)
        if (work.deficits[group] <= search.limit())
            search.examine(group);
    std::ranges::sort(work.leaders, std::greater{});
    work.leaders.resize(std::min(work.leaders.size(), most_leaders));
    return search.found();
}

} // namespace ampstream::classify
