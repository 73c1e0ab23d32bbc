// SPDX-License-Identifier: BSD-3-Clause
// The best genus over all words: groups are screened by costs, then their genera; those that are left are scored
// exactly.
#include "classify/query.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include "classify/genus_values.hpp"

namespace ampstream::classify
{

namespace
{

/// Adds up the costs of groups over all words, and keeps the lines of their tiles for the rounds.
void sum_costs(workspace::state & work, model_tables const & tables)
{
    query_words const & query = work.query;
    work.costs.assign(tables.tiles() * tile_width, 0);
    work.tiles.resize(tables.tiles() * tile_width * query.distinct.rows.size());
    add_rows({.rows = query.distinct.rows.data(),
              .lines = query.distinct.rows.size(),
              .tiles = tables.tiles(),
              .copies = work.tiles.data(),
              .sums = work.costs.data()});
    if (!query.repeats.empty())
        add_rows({.rows = query.repeats.data(),
                  .lines = query.repeats.size(),
                  .tiles = tables.tiles(),
                  .sums = work.costs.data()});
}

/// The search for the best genus over all words.
class best_search
{
public:
    best_search(workspace::state & work, model_tables const & tables) : work_{work}, tables_{tables} {}

    /// Looks at the genera of a group, those of lowest cost first.
    void examine(std::uint32_t group)
    {
        query_words const & query = work_.query;
        std::size_t const first_at =
            tables_.shape.firsts_at() + group * group_width / block_width * sizeof(std::uint32_t);
        for (std::uint8_t const * const row : query.distinct.rows)
            __builtin_prefetch(row + first_at); // the values of its best genus will be wanted
        bring_strip(work_, tables_, group, query.distinct.rows, query.absent);
        std::array<std::uint32_t, group_width> costs{};
        sum_strip(work_.strip.data(), query.lines.data(), query.lines.size(), costs.data());
        std::array<std::uint32_t, group_width> order{0, 1, 2, 3, 4, 5, 6, 7};
        std::ranges::sort(order, {}, [&](std::uint32_t lane) { return std::pair{costs[lane], lane}; });
        for (std::uint32_t const lane : order)
            if (std::uint32_t const genus = genus_at(group, lane); costs[lane] <= limit_ && genus < tables_.genera)
                score(genus);
    }
    [[nodiscard]] std::uint32_t limit() const noexcept { return limit_; }
    [[nodiscard]] best_genus found() const noexcept { return {.genus = genus_, .is_tied = equals_ > 1}; }

private:
    void score(std::uint32_t genus)
    {
        query_words const & query = work_.query;
        std::uint16_t const * const lines = query.lines.data();
        float total = 0;
        sum_values(values_of(work_, tables_, genus), &lines, 1, query.lines.size(), &total);
        if (total > best_)
        {
            std::tie(best_, genus_, equals_) = std::tuple{total, genus, 1U};
            limit_ = highest_cost(best_, query.lines.size());
        }
        else if (total == best_)
            std::tie(genus_, equals_) = std::tuple{std::min(genus_, genus), equals_ + 1};
    }

    workspace::state & work_;
    model_tables const & tables_;
    float best_{-std::numeric_limits<float>::infinity()};
    std::uint32_t limit_{std::numeric_limits<std::uint32_t>::max()};
    std::uint32_t genus_{};
    unsigned equals_{};
};

/// Groups other than `first` with a cost of at most `limit`, lowest first.
void list_contenders(workspace::state & work, std::size_t groups, std::uint32_t first, std::uint32_t limit)
{
    work.contenders.clear();
    for (std::uint32_t group = 0; group < groups; ++group)
        if (work.costs[group] <= limit && group != first)
            work.contenders.push_back(group);
    std::ranges::sort(work.contenders, {}, [&](std::uint32_t group) { return std::pair{work.costs[group], group}; });
}

} // namespace

void bring_strip(workspace::state & work,
                 model_tables const & tables,
                 std::uint32_t group,
                 std::span<std::uint8_t const * const> rows,
                 std::span<std::uint8_t const> absent)
{
    constexpr std::size_t room = 3; // see `strip_request`
    if (work.strip.size() < (rows.size() + room) * group_width)
        work.strip.resize((rows.size() + room) * group_width);
    fill_strip({.rows = rows.data(),
                .absent = absent.data(),
                .lines = rows.size(),
                .offset = tables.shape.codes_at() + group * group_width / 2,
                .levels = tables.levels.data(),
                .leaf_costs = tables.leaf_costs.data() + group * group_width,
                .strip = work.strip.data()});
}

best_genus find_best(workspace::state & work, model_tables const & tables)
{
    sum_costs(work, tables);
    for (std::uint32_t const genus : work.scored.genera)
        work.scored.place_of[genus] = 0;
    work.scored.place_of.resize(tables.genera); // the model may be another one than the last
    work.scored.genera.clear();
    auto const groups = static_cast<std::ptrdiff_t>(tables.groups());
    auto const lowest = std::min_element(work.costs.begin(), work.costs.begin() + groups);
    auto const first = static_cast<std::uint32_t>(lowest - work.costs.begin());
    best_search search{work, tables};
    search.examine(first);
    list_contenders(work, tables.groups(), first, search.limit());
    for (std::uint32_t const group : work.contenders)
        if (work.costs[group] <= search.limit())
            search.examine(group);
    return search.found();
}

} // namespace ampstream::classify
