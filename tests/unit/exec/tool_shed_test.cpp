// SPDX-License-Identifier: BSD-3-Clause
// Rules of tools shared by threads.
#include <ampstream/exec/tool_shed.hpp>

#include <memory>

#include <gtest/gtest.h>

namespace ampstream::exec
{

TEST(tool_shed, a_returned_tool_is_lent_again)
{
    int made = 0;
    tool_shed<int> shed{[&made] { return std::make_unique<int>(++made); }};
    for (int round = 0; round < 3; ++round)
        EXPECT_EQ(*shed.borrow(), 1);
    EXPECT_EQ(made, 1);
}

TEST(tool_shed, there_are_as_many_tools_as_are_lent_at_once)
{
    int made = 0;
    tool_shed<int> shed{[&made] { return std::make_unique<int>(++made); }};
    {
        auto const one = shed.borrow();
        auto const other = shed.borrow();
        EXPECT_NE(*one, *other);
    }
    auto const again = shed.borrow();
    EXPECT_EQ(made, 2);
}

} // namespace ampstream::exec
