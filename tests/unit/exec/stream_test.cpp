// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/exec/stream.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/exec/parallel_for.hpp>

namespace exec = ampstream::exec;

namespace
{

std::function<std::optional<int>()> count_to(int last)
{
    return
        [next = 0, last]() mutable -> std::optional<int> { return next < last ? std::optional{next++} : std::nullopt; };
}

} // namespace

TEST(run_stream, sink_sees_tokens_in_the_order_they_were_drawn)
{
    for (std::size_t const threads : {1U, 2U, 5U})
    {
        exec::thread_budget const budget{threads};
        std::vector<int> seen;
        exec::run_stream<int>(
            budget, count_to(500), [](int & token) { token *= 2; }, [&](int & token) { seen.push_back(token); });
        ASSERT_EQ(seen.size(), 500U);
        for (int i = 0; i < 500; ++i)
            EXPECT_EQ(seen[static_cast<std::size_t>(i)], 2 * i);
    }
}

TEST(run_stream, the_first_error_in_input_order_is_thrown)
{
    exec::thread_budget const budget{4};
    for (int repetition = 0; repetition < 20; ++repetition)
    {
        int sunk = 0;
        auto const work = [](int & token)
        {
            if (token == 37 || token == 38 || token == 90)
                throw std::runtime_error{std::to_string(token)};
        };
        try
        {
            exec::run_stream<int>(budget, count_to(200), work, [&](int &) { ++sunk; });
            FAIL() << "nothing was thrown";
        }
        catch (std::runtime_error const & error)
        {
            EXPECT_STREQ(error.what(), "37");
        }
        EXPECT_EQ(sunk, 37);
    }
}

TEST(run_stream, an_error_of_the_source_comes_after_the_tokens_before_it)
{
    exec::thread_budget const budget{3};
    int sunk = 0;
    auto const source = [next = 0]() mutable -> std::optional<int>
    {
        if (next == 10)
            throw std::runtime_error{"bad record"};
        return next++;
    };
    EXPECT_THROW(exec::run_stream<int>(
                     budget, source, [](int &) {}, [&](int &) { ++sunk; }),
                 std::runtime_error);
    EXPECT_EQ(sunk, 10);
}

TEST(run_stream, an_end_that_comes_with_a_stop_request_is_no_end)
{
    for (std::size_t const threads : {1U, 2U})
    {
        std::stop_source stop;
        exec::thread_budget const budget{threads, stop.get_token()};
        auto const source = [&stop]() -> std::optional<int>
        {
            stop.request_stop(); // as a Ctrl-C that ends the writer of a pipe, too
            return std::nullopt;
        };
        EXPECT_THROW(exec::run_stream<int>(
                         budget, source, [](int &) {}, [](int &) {}),
                     ampstream::interrupted);
    }
}

TEST(run_stream, a_stop_request_ends_it_with_interrupted)
{
    std::stop_source stop;
    exec::thread_budget const budget{2, stop.get_token()};
    auto const source = [next = 0]() mutable -> std::optional<int> { return next++; };
    auto const sink = [&](int & token)
    {
        if (token == 50)
            stop.request_stop();
    };
    EXPECT_THROW(exec::run_stream<int>(
                     budget, source, [](int &) {}, sink),
                 ampstream::interrupted);
}

TEST(parallel_for, covers_every_index_once)
{
    for (std::size_t const threads : {1U, 2U, 7U})
    {
        exec::thread_budget const budget{threads};
        for (std::size_t const count : {0U, 1U, 9U, 10U, 11U, 1000U})
        {
            std::vector<int> touched(count);
            exec::parallel_for(budget, count, 10,
                               [&](std::size_t begin, std::size_t end)
                               {
                                   for (std::size_t i = begin; i < end; ++i)
                                       ++touched[i];
                               });
            EXPECT_EQ(touched, std::vector<int>(count, 1));
        }
    }
}

TEST(parallel_for, throws_the_error_of_the_lowest_range)
{
    exec::thread_budget const budget{4};
    for (int repetition = 0; repetition < 20; ++repetition)
    {
        try
        {
            exec::parallel_for(budget, 1000, 10,
                               [](std::size_t begin, std::size_t)
                               {
                                   if (begin >= 200)
                                       throw std::runtime_error{std::to_string(begin)};
                               });
            FAIL() << "nothing was thrown";
        }
        catch (std::runtime_error const & error)
        {
            EXPECT_STREQ(error.what(), "200");
        }
    }
}
