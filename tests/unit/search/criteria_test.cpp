// SPDX-License-Identifier: BSD-3-Clause
// Limits of a search.
#include <ampstream/search/criteria.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace ampstream::search
{

namespace
{

TEST(criteria, ask_for_as_many_words_as_vsearch_does_by_default)
{
    constexpr std::array<std::uint64_t, 10> expected{18, 17, 16, 15, 14, 12, 11, 10, 9, 8};
    for (unsigned length = 3; length <= 12; ++length)
        EXPECT_EQ(default_minwordmatches(length), expected.at(length - 3)) << length;
}

TEST(criteria, ask_for_no_more_words_than_the_query_has)
{
    EXPECT_EQ(criteria{}.word_threshold(500, 8), 12U);
    EXPECT_EQ(criteria{}.word_threshold(5, 8), 5U);
    EXPECT_EQ(criteria{}.word_threshold(0, 8), 0U);
    EXPECT_EQ(criteria{.minwordmatches = 30}.word_threshold(500, 8), 30U);
    EXPECT_EQ(criteria{.minwordmatches = 0}.word_threshold(500, 8), 0U);
}

TEST(criteria, accept_what_is_exactly_at_the_limit)
{
    align::statistics const counts{.columns = 100, .matches = 97, .mismatches = 3};
    EXPECT_TRUE(criteria{.id = 0.97}.accepts(counts, 97.0));
    EXPECT_FALSE(criteria{.id = 0.97}.accepts(counts, std::nextafter(97.0, 0.0)));
}

TEST(criteria, never_accept_an_alignment_of_gaps_alone)
{
    align::statistics const counts{.columns = 100};
    EXPECT_FALSE(criteria{.id = 0.0}.accepts(counts, 0.0));
}

TEST(criteria, look_at_no_more_candidates_than_the_two_budgets_allow)
{
    EXPECT_EQ((criteria{.maxaccepts = 1, .maxrejects = 32}.most_candidates()), 32U);
    EXPECT_EQ((criteria{.maxaccepts = 4, .maxrejects = 16}.most_candidates()), 19U);
    EXPECT_EQ((criteria{.maxaccepts = 0, .maxrejects = 16}.most_candidates()), std::numeric_limits<std::size_t>::max());
    EXPECT_EQ((criteria{.maxaccepts = 1, .maxrejects = 0}.most_candidates()), std::numeric_limits<std::size_t>::max());
}

} // namespace

} // namespace ampstream::search
