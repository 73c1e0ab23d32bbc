// SPDX-License-Identifier: BSD-3-Clause
// Overlays with few differences against edit distances with free ends.
#include <ampstream/align/few_differences.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/core/random.hpp>

#include "random_letters.hpp"

namespace ampstream::align
{

namespace
{

using testing::draw;

/// Fewest differences from the upper and left border to the lower and right one, never leaving the diagonals.
std::int64_t fewest_differences(std::string const & query, std::string const & target, diagonal_range within)
{
    std::int64_t const far = 1000000;
    auto const letters = encode(query);
    auto const others = encode(target);
    auto const rows = std::ssize(letters);
    auto const columns = std::ssize(others);
    std::vector<std::vector<std::int64_t>> cost(query.size() + 1, std::vector<std::int64_t>(target.size() + 1, far));
    std::int64_t best = far;
    for (std::int64_t i = 0; i <= rows; ++i)
        for (std::int64_t j = 0; j <= columns; ++j)
        {
            if (j - i < within.lowest || j - i > within.highest)
                continue;
            auto const at = [&](std::int64_t row, std::int64_t column) -> std::int64_t &
            { return cost[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]; };
            std::int64_t & here = at(i, j);
            if (i == 0 || j == 0)
                here = 0;
            if (i > 0)
                here = std::min(here, at(i - 1, j) + 1);
            if (j > 0)
                here = std::min(here, at(i, j - 1) + 1);
            if (i > 0 && j > 0)
            {
                bool const is_match =
                    (letters[static_cast<std::size_t>(i - 1)] & others[static_cast<std::size_t>(j - 1)]) != 0;
                here = std::min(here, at(i - 1, j - 1) + (is_match ? 0 : 1));
            }
            if (i == rows || j == columns)
                best = std::min(best, here);
        }
    return best;
}

/// Changes, a few of them to letters that stand for several bases.
std::string relative(random_stream & stream, std::string target, std::string_view letters)
{
    for (std::size_t k = stream.below(8); k > 0; --k)
    {
        std::size_t const at = stream.below(target.size() + 1);
        if (stream.below(2) == 0)
            target.insert(at, draw(stream, 1 + stream.below(3), letters));
        else if (at < target.size() && target.size() > 4)
            target.erase(at, 1 + stream.below(3));
    }
    return target;
}

} // namespace

TEST(few_differences, finds_what_edit_distance_with_free_ends_finds)
{
    random_stream stream{1, "overlays", 0};
    few_differences has_overlay;
    std::size_t found = 0;
    for (std::size_t i = 0; i < 1500; ++i)
    {
        std::string const query = draw(stream, 1 + stream.below(60), i % 4 == 0 ? "AC" : "ACGT");
        std::string const target = relative(stream, query, i % 3 == 0 ? "ACGTNRYB" : "ACGT");
        if (target.empty())
            continue;
        auto const side = static_cast<std::int64_t>(stream.below(12));
        std::int64_t const difference =
            std::abs(static_cast<std::int64_t>(target.size()) - static_cast<std::int64_t>(query.size()));
        std::int64_t const last = static_cast<std::int64_t>(target.size()) - static_cast<std::int64_t>(query.size());
        diagonal_range const all{std::min<std::int64_t>(0, last) - side, std::max<std::int64_t>(0, last) + side};
        std::int64_t const fewest = fewest_differences(query, target, all);
        diagonal_range const some{all.lowest + static_cast<std::int64_t>(stream.below(9)),
                                  all.highest - static_cast<std::int64_t>(stream.below(9))};
        std::int64_t const fewest_there = fewest_differences(query, target, some);
        for (std::int64_t most = 0; most < 7; ++most)
        {
            // Costs of nothing but the detour: the diagonals up to `side` beyond the corners.
            bool const is_there = has_overlay(encode(query), encode(target),
                                              {.differences = most, .budget = difference + 2 * side, .detour = 1});
            ASSERT_EQ(is_there, fewest <= most) << query << '\n' << target << '\n' << side << ' ' << most;
            found += is_there ? 1 : 0;
            bool const is_within =
                has_overlay(encode(query), encode(target),
                            {.differences = most, .budget = difference + 2 * side, .detour = 1, .within = some});
            ASSERT_EQ(is_within, fewest_there <= most) << query << '\n' << target << '\n' << some.lowest;
        }
    }
    EXPECT_GT(found, 1000U);
}

TEST(few_differences, gives_up_what_costs_more_than_the_budget)
{
    few_differences has_overlay;
    auto const query = encode("ACGTTGCAACGGTCATTGAC");
    auto const target = encode("ACGTTGCATCGGTCATTGAC");
    EXPECT_TRUE(has_overlay(query, target, {.differences = 1, .budget = 6, .detour = 2, .mismatch = 6, .gap = 6}));
    EXPECT_FALSE(has_overlay(query, target, {.differences = 1, .budget = 5, .detour = 2, .mismatch = 6, .gap = 6}));
}

TEST(few_differences, takes_letters_with_a_base_in_common_for_a_match)
{
    few_differences has_overlay;
    auto const is_match = [&](std::string_view x, std::string_view y)
    { return has_overlay(encode(x), encode(y), {.differences = 0, .budget = 0, .detour = 1}); };
    EXPECT_TRUE(is_match("AAAAAAAAN", "AAAAAAAAC"));
    EXPECT_TRUE(is_match("AAAAAAAAR", "AAAAAAAAM"));
    EXPECT_FALSE(is_match("AAAAAAAAR", "AAAAAAAAY"));
    EXPECT_FALSE(is_match("AAAAAAAAN", "CCCCCCCCC"));
}

} // namespace ampstream::align
