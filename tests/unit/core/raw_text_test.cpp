// SPDX-License-Identifier: BSD-3-Clause
// Rules of text that grows without being filled.
#include <ampstream/core/raw_text.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace ampstream
{

TEST(raw_text, growing_keeps_what_was_there)
{
    raw_text text;
    std::string expected;
    for (std::size_t i = 0; i < 1000; ++i)
    {
        std::string const piece(i % 13, static_cast<char>('a' + i % 26));
        text.append(piece);
        expected += piece;
        ASSERT_EQ(std::string_view{text}, expected);
    }
    text.resize(expected.size() + 100000);
    EXPECT_EQ(std::string_view{text}.substr(0, expected.size()), expected);
    text.resize(10);
    EXPECT_EQ(std::string_view{text}, expected.substr(0, 10));
}

TEST(raw_text, a_copy_is_a_text_of_its_own)
{
    raw_text const one{"ACGT"};
    raw_text other = one;
    other.data()[0] = 'T';
    EXPECT_EQ(std::string_view{one}, "ACGT");
    EXPECT_EQ(std::string_view{other}, "TCGT");
}

TEST(raw_text, one_that_was_moved_from_is_empty_and_can_be_used_again)
{
    raw_text one{"ACGT"};
    raw_text const other = std::move(one);
    EXPECT_EQ(std::string_view{other}, "ACGT");
    EXPECT_TRUE(one.empty()); // NOLINT(bugprone-use-after-move): the rule
    one.append("GG");
    EXPECT_EQ(std::string_view{one}, "GG");
}

} // namespace ampstream
