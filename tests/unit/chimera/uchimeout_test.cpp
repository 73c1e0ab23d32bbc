// SPDX-License-Identifier: BSD-3-Clause
// Rows of UCHIME's table.
#include <ampstream/chimera/uchimeout.hpp>

#include <string>

#include <gtest/gtest.h>

namespace ampstream::chimera
{

namespace
{

std::string row(verdict const & found, bool is_usearch5 = false)
{
    std::string text;
    append_uchimeout(text, found, {.query = "q", .parent_a = "a", .parent_b = "b"}, is_usearch5);
    return text;
}

verdict example()
{
    return {.decided = status::chimeric,
            .has_parents = true,
            .figures = {.score = 1.23456,
                        .model = 100.0,
                        .with_a = 90.0,
                        .with_b = 95.25,
                        .a_with_b = 85.0,
                        .closest = 95.25,
                        .left = {1, 2, 3},
                        .right = {4, 5, 6}}};
}

TEST(append_uchimeout, names_parents_identities_votes_and_verdict)
{
    EXPECT_EQ(row(example()), "1.2346\tq\ta\tb\tb\t100.0\t90.0\t95.2\t85.0\t95.2\t1\t2\t3\t4\t5\t6\t4.8\tY\n");
}

TEST(append_uchimeout, leaves_the_closer_parent_out_for_usearch_5)
{
    EXPECT_EQ(row(example(), true), "1.2346\tq\ta\tb\t100.0\t90.0\t95.2\t85.0\t95.2\t1\t2\t3\t4\t5\t6\t4.8\tY\n");
}

TEST(append_uchimeout, has_asterisks_where_there_are_no_parents)
{
    EXPECT_EQ(row({}), "0.0000\tq\t*\t*\t*\t*\t*\t*\t*\t*\t0\t0\t0\t0\t0\t0\t*\tN\n");
    EXPECT_EQ(row({}, true), "0.0000\tq\t*\t*\t*\t*\t*\t*\t*\t0\t0\t0\t0\t0\t0\t*\tN\n");
}

TEST(append_uchimeout, takes_the_left_parent_as_the_closer_of_equals)
{
    verdict even = example();
    even.figures.with_a = even.figures.with_b;
    even.decided = status::borderline;
    EXPECT_NE(row(even).find("\ta\tb\ta\t"), std::string::npos);
    EXPECT_NE(row(even).find("\t?\n"), std::string::npos);
}

} // namespace

} // namespace ampstream::chimera
