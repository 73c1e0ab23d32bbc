// SPDX-License-Identifier: BSD-3-Clause
// Columns that count, votes, and the best break point.
#include <ampstream/chimera/three_way.hpp>

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/align/global_aligner.hpp>

namespace ampstream::chimera
{

namespace
{

/// Columns of three rows of equal length without gaps.
std::vector<three_way_column> columns_of(std::string_view query, std::string_view a, std::string_view b)
{
    std::vector<align::run> const path{{align::column::match, static_cast<std::uint32_t>(query.size())}};
    return three_way_alignment(align::encode(query), {align::encode(a), align::encode(b)}, {path, path});
}

std::string ignored(std::vector<three_way_column> const & columns)
{
    std::string marks;
    for (three_way_column const & column : columns)
        marks += column.is_ignored ? 'x' : '.';
    return marks;
}

/// A row as letters; sets of more than one base as N.
template <typename letter_of_t>
std::string row(std::vector<three_way_column> const & columns, letter_of_t letter_of)
{
    std::string text;
    for (three_way_column const & column : columns)
        text += std::string_view{"-ACNGNNNT"}[std::min<std::size_t>(letter_of(column), 8)];
    return text;
}

TEST(three_way_alignment, makes_room_for_the_longer_insertion_of_the_two_parents)
{
    using align::column;
    std::vector<align::run> const a{{column::match, 2}, {column::target_only, 1}, {column::match, 2}};
    std::vector<align::run> const b{
        {column::match, 2}, {column::target_only, 3}, {column::match, 1}, {column::query_only, 1}};
    std::vector<std::uint8_t> const query = align::encode("ACGT");
    std::vector<std::uint8_t> const first = align::encode("ACTGT");
    std::vector<std::uint8_t> const second = align::encode("ACAAAG");
    std::vector<three_way_column> const columns = three_way_alignment(query, {first, second}, {a, b});
    EXPECT_EQ(row(columns, [](auto const & one) { return one.query; }), "AC---GT");
    EXPECT_EQ(row(columns, [](auto const & one) { return one.parents[0]; }), "ACT--GT");
    EXPECT_EQ(row(columns, [](auto const & one) { return one.parents[1]; }), "ACAAAG-");
}

TEST(three_way_alignment, ignores_gaps_their_neighbours_and_ambiguous_letters)
{
    using align::column;
    std::vector<align::run> const straight{{column::match, 8}};
    std::vector<align::run> const gapped{{column::match, 3}, {column::query_only, 1}, {column::match, 4}};
    std::vector<std::uint8_t> const query = align::encode("ACGTACGN");
    std::vector<std::uint8_t> const first = align::encode("ACGTACGT");
    std::vector<std::uint8_t> const second = align::encode("RCGACGT");
    EXPECT_EQ(ignored(three_way_alignment(query, {first, second}, {straight, gapped})), "x.xxx..x");
}

TEST(find_break_point, sees_both_halves_of_a_chimera)
{
    //                                   a a       b b
    break_point const found =
        find_break_point(columns_of("AAAAAAAACCCCCCCC", "AAAAAAAACTCTCCCC", "ATATAAAACCCCCCCC"), {});
    ASSERT_TRUE(found.is_found);
    EXPECT_FALSE(found.is_swapped);
    EXPECT_EQ(found.figures.left, (votes{.yes = 2}));
    EXPECT_EQ(found.figures.right, (votes{.yes = 2}));
    double const half = 2 / (8.0 * 1.4);
    EXPECT_DOUBLE_EQ(found.figures.score, half * half);
    EXPECT_DOUBLE_EQ(found.figures.model, 100.0);
    EXPECT_DOUBLE_EQ(found.figures.with_a, 87.5);
    EXPECT_DOUBLE_EQ(found.figures.a_with_b, 75.0);
    EXPECT_DOUBLE_EQ(found.figures.divergence(), 12.5);
}

TEST(find_break_point, names_the_left_parent_a_whichever_came_first)
{
    break_point const found =
        find_break_point(columns_of("AAAAAAAACCCCCCCC", "ATATAAAACCCCCCCC", "AAAAAAAACTCTCCCC"), {});
    ASSERT_TRUE(found.is_found);
    EXPECT_TRUE(found.is_swapped);
    EXPECT_EQ(found.figures.left, (votes{.yes = 2}));
    EXPECT_EQ(found.figures.right, (votes{.yes = 2}));
}

TEST(find_break_point, counts_columns_against_both_parents_as_abstentions)
{
    break_point const found =
        find_break_point(columns_of("AAAAAAAACCCCCCCC", "AAAATTAACTCTCCCC", "ATATTGAACCCCCCCC"), {});
    ASSERT_TRUE(found.is_found);
    EXPECT_EQ(found.figures.left.abstain + found.figures.right.abstain, 2U);
    double const clean = 2 / (8.0 * 1.4);
    EXPECT_DOUBLE_EQ(found.figures.score, clean * (2 / (8.0 * 1.4 + 2)));
}

TEST(find_break_point, weighs_votes_against_the_model)
{
    // Votes A A B A A B B: better one B on the left than two A on the right.
    options weights;
    weights.xn = 3.0;
    weights.dn = 0.5;
    break_point const found = find_break_point(columns_of("AAAAAAA", "AATAATT", "TTATTAA"), weights);
    ASSERT_TRUE(found.is_found);
    EXPECT_EQ(found.figures.left, (votes{.yes = 4, .no = 1}));
    EXPECT_EQ(found.figures.right, (votes{.yes = 2}));
    EXPECT_DOUBLE_EQ(found.figures.score, 4 / (3.0 * 1.5) * (2 / (3.0 * 0.5)));
}

TEST(find_break_point, takes_the_first_of_equals)
{
    options weights;
    weights.xn = 3.0;
    weights.dn = 0.5;
    // Votes A A B A B B: 2/1.5 · 3/4.5 after the second, 3/4.5 · 2/1.5 after the fourth.
    break_point const found = find_break_point(columns_of("AAAAAA", "AATATT", "TTATAA"), weights);
    EXPECT_EQ(found.figures.left, (votes{.yes = 2}));
    EXPECT_EQ(found.figures.right, (votes{.yes = 3, .no = 1}));
}

TEST(find_break_point, finds_none_where_one_side_has_no_majority)
{
    EXPECT_FALSE(find_break_point(columns_of("AAAA", "AAAA", "TTTT"), {}).is_found);
    EXPECT_FALSE(find_break_point(columns_of("AAAA", "TTTT", "TTTT"), {}).is_found);
    EXPECT_FALSE(find_break_point({}, {}).is_found);
}

} // namespace

} // namespace ampstream::chimera
