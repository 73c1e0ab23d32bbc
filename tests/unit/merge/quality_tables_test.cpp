// SPDX-License-Identifier: BSD-3-Clause
// Rules of the quality tables.
#include <ampstream/merge/quality_tables.hpp>

#include <gtest/gtest.h>

namespace ampstream::merge
{

TEST(error_probability, is_a_guess_below_two)
{
    EXPECT_EQ(error_probability(1), 0.75);
    EXPECT_EQ(error_probability(10), 0.1);
}

TEST(quality_tables, two_reads_that_agree_are_clamped_to_the_highest)
{
    quality_tables const tables{0, 41};
    EXPECT_EQ(tables.agreement('I', 'I'), '!' + 41);
    EXPECT_EQ(quality_tables(0, 93).agreement('I', 'I'), '!' + 85); // 2 × 40 − 10 log10(1/3)
}

TEST(quality_tables, a_mismatch_costs_at_least_four_bits)
{
    quality_tables const tables{0, 41};
    for (char x = '!'; x < '~'; ++x)
        EXPECT_LE(tables.mismatch_score(x, '#'), -4.0);
}

TEST(quality_tables, two_guesses_neither_agree_nor_differ)
{
    quality_tables const tables{0, 41};
    EXPECT_NEAR(tables.match_score('!', '!'), 0.0, 1e-12);
}

} // namespace ampstream::merge
