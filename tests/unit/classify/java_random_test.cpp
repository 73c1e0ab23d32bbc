// SPDX-License-Identifier: BSD-3-Clause
// The generator of java.util.Random.
#include "classify/java_random.hpp"

#include <vector>

#include <gmock/gmock.h>

namespace
{

using ampstream::classify::java_random;

TEST(java_random, draws_what_java_draws)
{
    // new Random(1).nextInt(100), ten times, and nextInt(64) (a power of two) and nextInt(1 << 30 | 1) (often
    // rejected).
    java_random hundred{1};
    std::vector<std::uint32_t> drawn;
    for (int i = 0; i < 10; ++i)
        drawn.push_back(hundred.below(100));
    EXPECT_THAT(drawn, testing::ElementsAre(85, 88, 47, 13, 54, 4, 34, 6, 78, 48));

    java_random power{1};
    drawn.clear();
    for (int i = 0; i < 10; ++i)
        drawn.push_back(power.below(64));
    EXPECT_THAT(drawn, testing::ElementsAre(46, 6, 26, 26, 13, 2, 21, 42, 61, 45));

    java_random rejecting{1};
    drawn.clear();
    for (int i = 0; i < 10; ++i)
        drawn.push_back(rejecting.below((1U << 30) | 1U));
    EXPECT_THAT(drawn, testing::ElementsAre(215764588, 880641847, 874970313, 446064254, 77814904, 714504434, 13136569,
                                            327998473, 342691263, 1046012189));
}

} // namespace
