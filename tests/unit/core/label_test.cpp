// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/core/label.hpp>

#include <gtest/gtest.h>

using namespace ampstream;

TEST(label_of, ends_at_the_first_blank)
{
    EXPECT_EQ(label_of("read1 1:N:0:ACGT"), "read1");
    EXPECT_EQ(label_of("read1\tx"), "read1");
    EXPECT_EQ(label_of("read1"), "read1");
    EXPECT_EQ(label_of(""), "");
}

TEST(abundance_of, is_the_number_behind_size)
{
    EXPECT_EQ(abundance_of("a;size=12"), 12U);
    EXPECT_EQ(abundance_of("a;size=12;"), 12U);
    EXPECT_EQ(abundance_of("size=7;b"), 7U);
    EXPECT_EQ(abundance_of("a;x=1;size=3;y=2"), 3U);
}

TEST(abundance_of, is_one_when_there_is_no_valid_annotation)
{
    EXPECT_EQ(abundance_of("a"), 1U);
    EXPECT_EQ(abundance_of("a;size=0"), 1U);
    EXPECT_EQ(abundance_of("a;size=x"), 1U);
    EXPECT_EQ(abundance_of("asize=5"), 1U);
    EXPECT_EQ(abundance_of("a;size=5x"), 1U);
    EXPECT_EQ(abundance_of("a;size=99999999999999999999"), 1U);
}

TEST(with_size, replaces_an_older_annotation)
{
    EXPECT_EQ(with_size("a", 3), "a;size=3");
    EXPECT_EQ(with_size("a;size=9", 3), "a;size=3");
    EXPECT_EQ(with_size("a;size=9;", 3), "a;size=3");
    EXPECT_EQ(with_size("a;size=9;x=1", 3), "a;x=1;size=3");
}
