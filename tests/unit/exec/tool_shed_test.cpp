// SPDX-License-Identifier: BSD-3-Clause
// Rules of tools shared by threads.
#include <ampstream/exec/tool_shed.hpp>

#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include <gtest/gtest.h>

namespace
{

bool has_memory = true; ///< for `new`; changed by one thread only

} // namespace

void * operator new(std::size_t size)
{
    if (has_memory)
        if (void * const place = std::malloc(size != 0 ? size : 1))
            return place;
    throw std::bad_alloc{};
}

void operator delete(void * place) noexcept
{
    std::free(place);
}

void operator delete(void * place, std::size_t) noexcept
{
    std::free(place);
}

namespace ampstream::exec
{

TEST(tool_shed, giving_a_tool_back_needs_no_memory)
{
    constexpr std::size_t count = 20;
    tool_shed<int> shed{[] { return std::make_unique<int>(0); }};
    {
        std::vector<std::unique_ptr<tool_shed<int>::loan>> lent(count);
        for (auto & one : lent)
            one.reset(new tool_shed<int>::loan{shed.borrow()});
        has_memory = false;
        for (auto & one : lent)
            one.reset();
        has_memory = true;
    }
    SUCCEED(); // a destructor that throws ends the program
}

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
