// SPDX-License-Identifier: BSD-3-Clause
// Text comes in order, whatever the threads.
#include <ampstream/exec/write_in_order.hpp>

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::exec
{

namespace
{

std::string written(std::size_t threads, std::size_t count, std::size_t grain)
{
    thread_budget const budget{threads};
    std::string all;
    write_in_order(
        budget, count, grain,
        [](std::string & text, std::size_t begin, std::size_t end)
        {
            for (std::size_t i = begin; i < end; ++i)
                text += std::to_string(i) + ' ';
        },
        [&all](std::string_view text) { all += text; });
    return all;
}

} // namespace

TEST(write_in_order, writes_every_index_once_in_order_for_any_grain_and_threads)
{
    EXPECT_EQ(written(1, 5, 2), "0 1 2 3 4 ");
    EXPECT_EQ(written(2, 0, 2), "");
    for (std::size_t const grain : {1U, 7U, 64U, 5000U})
        EXPECT_EQ(written(3, 1000, grain), written(1, 1000, 1));
}

TEST(write_in_order, an_error_ends_the_text_before_its_range)
{
    thread_budget const budget{3};
    std::string all;
    EXPECT_THROW(write_in_order(
                     budget, 100, 10,
                     [](std::string & text, std::size_t begin, std::size_t)
                     {
                         if (begin >= 20)
                             throw internal_error{"no"};
                         text += 'x';
                     },
                     [&all](std::string_view text) { all += text; }),
                 internal_error);
    EXPECT_EQ(all, "xx");
}

} // namespace ampstream::exec
