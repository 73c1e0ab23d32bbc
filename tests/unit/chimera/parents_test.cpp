// SPDX-License-Identifier: BSD-3-Clause
// Which candidates become parents.
#include <ampstream/chimera/parents.hpp>

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/align/global_aligner.hpp>

namespace ampstream::chimera
{

namespace
{

using testing::ElementsAre;
using pair = std::array<std::size_t, 2>;
using rows = std::vector<std::vector<std::uint8_t>>;

/// A row of matches but for the positions given.
std::vector<std::uint8_t> all_but(std::size_t length, std::vector<std::size_t> const & mismatches)
{
    std::vector<std::uint8_t> row(length, 1);
    for (std::size_t const at : mismatches)
        row[at] = 0;
    return row;
}

std::optional<pair> chosen(rows matches)
{
    return choose_parents(matches);
}

TEST(part_lengths, are_as_equal_as_can_be_the_longer_ones_first)
{
    EXPECT_THAT(part_lengths(8), ElementsAre(2, 2, 2, 2));
    EXPECT_THAT(part_lengths(10), ElementsAre(3, 3, 2, 2));
    EXPECT_THAT(part_lengths(3), ElementsAre(1, 1, 1, 0));
    EXPECT_THAT(part_lengths(0), ElementsAre(0, 0, 0, 0));
}

TEST(match_positions, are_where_letters_have_a_base_in_common)
{
    std::vector<std::uint8_t> const query = align::encode("ACGTNA");
    std::vector<std::uint8_t> const target = align::encode("CATTTAG");
    std::vector<align::run> const path{{align::column::query_only, 1},  // A
                                       {align::column::match, 1},       // C C
                                       {align::column::target_only, 2}, // A T
                                       {align::column::match, 4}};      // G T, T T, N A, A G
    EXPECT_THAT(match_positions(path, query, target), ElementsAre(0, 1, 0, 1, 1, 0));
}

TEST(choose_parents, takes_the_candidate_with_most_windows_first)
{
    EXPECT_EQ(chosen({all_but(100, {10, 20, 30, 40}), all_but(100, {90})}), (pair{1, 0}));
    EXPECT_EQ(chosen({all_but(100, {90}), all_but(100, {10, 20, 30, 40})}), (pair{0, 1}));
}

TEST(choose_parents, takes_the_first_of_equals)
{
    EXPECT_EQ(chosen({all_but(100, {5}), all_but(100, {94}), all_but(100, {94})}), (pair{0, 1}));
}

TEST(choose_parents, asks_which_of_equals_is_the_first)
{
    rows matches{all_but(100, {94}), all_but(100, {5}), all_but(100, {94})};
    auto const last_first = [](std::size_t one, std::size_t other) { return one > other; };
    EXPECT_EQ(choose_parents(matches, last_first), (pair{2, 1}));
    // Nobody wins anything in the second round: the first of all candidates is taken.
    matches = {all_but(100, {50}), all_but(100, {}), all_but(100, {60})};
    EXPECT_EQ(choose_parents(matches, last_first), (pair{1, 2}));
}

TEST(choose_parents, wipes_the_windows_of_the_first_parent_for_everyone)
{
    // Candidate 0 loses the windows with position 90, and only there the second parent is looked for: candidate 1 is
    // the better one elsewhere, candidate 2 matches there.
    EXPECT_EQ(chosen({all_but(100, {99}), all_but(100, {20, 99, 98, 97}), all_but(100, {10, 20, 30, 40, 50, 60})}),
              (pair{0, 2}));
}

TEST(choose_parents, finds_one_parent_only_when_the_first_candidate_has_everything)
{
    EXPECT_EQ(chosen({all_but(100, {}), all_but(100, {50})}), std::nullopt);
    EXPECT_EQ(chosen({all_but(100, {})}), std::nullopt);
}

TEST(choose_parents, falls_back_on_the_first_candidate_when_another_has_everything)
{
    EXPECT_EQ(chosen({all_but(100, {50}), all_but(100, {60}), all_but(100, {})}), (pair{2, 0}));
}

TEST(choose_parents, leaves_the_first_parent_out_of_the_second_choice)
{
    // In what is left after the wipe candidate 2 itself has most matches in some windows; counting those as won by
    // nobody would make candidate 0 the second parent.
    EXPECT_EQ(chosen({all_but(60, {29, 53, 58, 59}), all_but(60, {23, 26, 58}), all_but(60, {0, 42, 53})}),
              (pair{2, 1}));
}

TEST(choose_parents, needs_a_query_as_long_as_a_window)
{
    EXPECT_EQ(chosen({all_but(31, {0}), all_but(31, {30})}), std::nullopt);
    EXPECT_EQ(chosen({all_but(32, {0}), all_but(32, {})}), (pair{1, 0}));
    EXPECT_EQ(chosen({}), std::nullopt);
}

} // namespace

} // namespace ampstream::chimera
