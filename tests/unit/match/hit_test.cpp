// SPDX-License-Identifier: BSD-3-Clause
// Rules of the order of hits and of the inside of alignments.
#include <ampstream/match/hit.hpp>

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/align/global_aligner.hpp>

namespace ampstream::match
{

namespace
{

using align::column;
using testing::ElementsAre;

std::vector<std::string> order(std::vector<hit> hits)
{
    (void)arrange(hits, {});
    std::vector<std::string> list;
    for (hit const & one : hits)
        list.push_back(fmt::format("{}{}", one.target, one.is_reversed ? '-' : '+'));
    return list;
}

align::alignment aligned(std::vector<align::run> path, std::string const & query, std::string const & target)
{
    align::alignment made{.path = std::move(path)};
    made.counts = align::count_columns(made.path, align::encode(query), align::encode(target));
    return made;
}

} // namespace

TEST(arrange, identity_then_target_then_the_plus_strand)
{
    EXPECT_THAT(order({{4, true, 97.0}, {4, false, 97.0}, {7, false, 99.0}, {2, true, 97.0}}),
                ElementsAre("7+", "2-", "4+", "4-"));
}

TEST(arrange, top_hits_only_and_maxhits_shorten_what_is_shown_not_what_was_hit)
{
    std::vector<hit> hits{{1, false, 97.0}, {2, false, 99.0}, {3, false, 99.0}};
    EXPECT_EQ(arrange(hits, {}), 3U);
    EXPECT_EQ(arrange(hits, {.top_hits_only = true}), 2U);
    EXPECT_EQ(arrange(hits, {.top_hits_only = true, .maxhits = 1}), 1U);
    EXPECT_EQ(arrange(hits, {.maxhits = 9}), 3U);
    EXPECT_EQ(hits.size(), 3U);
    std::vector<hit> none;
    EXPECT_EQ(arrange(none, {.top_hits_only = true}), 0U);
}

TEST(interior_of, leaves_out_gaps_at_the_ends)
{
    interior const inside = interior_of(aligned({{column::query_only, 2},
                                                 {column::match, 3},
                                                 {column::target_only, 2},
                                                 {column::match, 1},
                                                 {column::target_only, 4}},
                                                "GGACGT", "ACGTTTCCCC"));
    EXPECT_EQ(inside.query_begin, 2U);
    EXPECT_EQ(inside.query_end, 6U);
    EXPECT_EQ(inside.target_begin, 0U);
    EXPECT_EQ(inside.target_end, 6U);
    EXPECT_EQ(inside.gap_columns, 2U);
    EXPECT_EQ(inside.gap_openings, 1U);
}

TEST(interior_of, without_gaps_is_everything)
{
    interior const inside = interior_of(aligned({{column::match, 4}}, "ACGT", "ACGT"));
    EXPECT_EQ(inside.query_begin, 0U);
    EXPECT_EQ(inside.query_end, 4U);
    EXPECT_EQ(inside.target_end, 4U);
    EXPECT_EQ(inside.gap_columns, 0U);
}

} // namespace ampstream::match
