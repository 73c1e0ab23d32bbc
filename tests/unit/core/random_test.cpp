// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/core/random.hpp>

#include <array>
#include <cmath>

#include <gtest/gtest.h>

using ampstream::random_stream;

TEST(random_stream, is_a_function_of_seed_purpose_and_ordinal)
{
    EXPECT_EQ(random_stream(1, "reads", 7).bits(), random_stream(1, "reads", 7).bits());
    EXPECT_NE(random_stream(1, "reads", 7).bits(), random_stream(2, "reads", 7).bits());
    EXPECT_NE(random_stream(1, "reads", 7).bits(), random_stream(1, "ties", 7).bits());
    EXPECT_NE(random_stream(1, "reads", 7).bits(), random_stream(1, "reads", 8).bits());
}

TEST(random_stream, bounded_draws_are_uniform)
{
    std::array<int, 7> seen{};
    random_stream stream{42, "test", 0};
    for (int i = 0; i < 70000; ++i)
        ++seen[stream.below(7)];
    for (int const count : seen) // binomial(70000, 1/7): sd 93; five of them
        EXPECT_NEAR(count, 10000, 465);
}

TEST(random_stream, normal_draws_have_mean_zero_and_unit_variance)
{
    random_stream stream{42, "test", 1};
    double sum = 0.0;
    double squares = 0.0;
    constexpr int draws = 100000;
    for (int i = 0; i < draws; ++i)
    {
        double const x = stream.normal();
        sum += x;
        squares += x * x;
    }
    EXPECT_NEAR(sum / draws, 0.0, 0.016);
    EXPECT_NEAR(squares / draws, 1.0, 0.023);
}
