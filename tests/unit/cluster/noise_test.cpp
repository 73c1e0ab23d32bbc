// SPDX-License-Identifier: BSD-3-Clause
// What UNOISE takes for an error.
#include <ampstream/cluster/noise.hpp>

#include <gtest/gtest.h>

namespace ampstream::cluster
{

namespace
{

TEST(is_noise, holds_up_to_exactly_the_skew)
{
    EXPECT_TRUE(is_noise(125, 1000, 1, 2.0)) << "1 / 2^3";
    EXPECT_FALSE(is_noise(126, 1000, 1, 2.0));
    EXPECT_TRUE(is_noise(31, 1000, 2, 2.0)) << "1 / 2^5";
    EXPECT_FALSE(is_noise(32, 1000, 2, 2.0));
}

TEST(is_noise, takes_every_abundance_without_a_mismatch)
{
    EXPECT_TRUE(is_noise(5000, 1000, 0, 2.0));
}

TEST(is_noise, is_more_of_it_with_a_smaller_alpha)
{
    EXPECT_FALSE(is_noise(200, 1000, 1, 2.0));
    EXPECT_TRUE(is_noise(200, 1000, 1, 1.0));
}

} // namespace

} // namespace ampstream::cluster
