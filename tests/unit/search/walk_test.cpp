// SPDX-License-Identifier: BSD-3-Clause
// When a search ends.
#include <ampstream/search/walk.hpp>

#include <string_view>

#include <gtest/gtest.h>

namespace ampstream::search
{

namespace
{

/// How many of the candidates, each given by the letter of its verdict (a, r: rejected, x: refused), are looked at.
std::size_t looked_at(std::string_view candidates, std::uint64_t maxaccepts, std::uint64_t maxrejects)
{
    std::size_t count = 0;
    walk(candidates, criteria{.maxaccepts = maxaccepts, .maxrejects = maxrejects},
         [&count](char letter)
         {
             ++count;
             return letter == 'a' ? verdict::accepted : letter == 'r' ? verdict::rejected : verdict::refused;
         });
    return count;
}

TEST(walk, ends_with_the_last_accept_of_the_budget)
{
    EXPECT_EQ(looked_at("rrarra", 1, 32), 3U);
    EXPECT_EQ(looked_at("rrarraa", 2, 32), 6U);
}

TEST(walk, ends_with_the_last_reject_of_the_budget)
{
    EXPECT_EQ(looked_at("rrra", 1, 3), 3U);
    EXPECT_EQ(looked_at("rarra", 4, 3), 4U);
}

TEST(walk, counts_refusals_as_rejects)
{
    EXPECT_EQ(looked_at("xxra", 1, 3), 3U);
}

TEST(walk, has_no_end_but_the_last_candidate_without_budgets)
{
    EXPECT_EQ(looked_at("rarraxxaa", 0, 0), 9U);
    EXPECT_EQ(looked_at("", 1, 32), 0U);
}

} // namespace

} // namespace ampstream::search
