// SPDX-License-Identifier: BSD-3-Clause
// Rules of drawing; the bytes beside VSEARCH's are compared in tests/conformance/test_subsample.py.
#include <ampstream/subsample/draw.hpp>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/subsample/libc_random.hpp>
#include <ampstream/subsample/options.hpp>

namespace ampstream::subsample
{

namespace
{

using testing::ElementsAre;

} // namespace

TEST(libc_random, draws_what_the_c_library_draws)
{
    for (std::uint32_t const seed : {0U, 1U, 2U, 42U, 2147483647U, 2147483648U, 4294967295U})
    {
        ::srandom(seed);
        libc_random random{seed};
        for (int i = 0; i < 1000; ++i)
            ASSERT_EQ(random.next(), static_cast<std::uint32_t>(::random())) << seed << " " << i;
    }
}

TEST(draw_below, stays_below_the_bound)
{
    libc_random random{5};
    for (std::uint64_t const bound : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{7}, std::uint64_t{1} << 63U})
        for (int i = 0; i < 200; ++i)
            EXPECT_LT(draw_below(random, bound), bound);
}

TEST(draw, takes_as_many_reads_as_wanted_and_no_more_than_there_are)
{
    std::vector<std::uint64_t> const abundances{3, 0, 10, 1, 6};
    for (std::uint64_t wanted = 0; wanted <= 20; ++wanted)
        for (std::uint32_t seed = 1; seed < 20; ++seed)
        {
            auto const drawn = draw(abundances, wanted, seed);
            EXPECT_EQ(std::accumulate(drawn.begin(), drawn.end(), std::uint64_t{0}), wanted);
            for (std::size_t i = 0; i < drawn.size(); ++i)
                EXPECT_LE(drawn[i], abundances[i]);
        }
    EXPECT_THAT(draw(abundances, 20, 1), ElementsAre(3, 0, 10, 1, 6));
}

TEST(draw, every_read_has_the_same_chance)
{
    std::vector<std::uint64_t> const abundances{1, 3, 1, 5};
    std::vector<std::uint64_t> sums(abundances.size());
    constexpr std::uint32_t rounds = 20000;
    for (std::uint32_t seed = 1; seed <= rounds; ++seed)
    {
        auto const drawn = draw(abundances, 4, seed);
        std::ranges::transform(sums, drawn, sums.begin(), std::plus<>{});
    }
    for (std::size_t i = 0; i < sums.size(); ++i) // 4 of 10 reads; the standard error is below 0.006 a read
        EXPECT_NEAR(static_cast<double>(sums[i]) / rounds, 0.4 * static_cast<double>(abundances[i]), 0.04);
}

TEST(options, one_of_size_and_share_is_given)
{
    EXPECT_THROW(options{}.validate(), usage_error);
    EXPECT_THROW((options{.sample_size = 1, .sample_pct = 1.0}.validate()), usage_error);
    EXPECT_THROW((options{.sample_size = 0}.validate()), usage_error);
    EXPECT_THROW((options{.sample_pct = 101.0}.validate()), usage_error);
    EXPECT_THROW((options{.sample_size = 1, .randseed = 0}.validate()), usage_error);
}

TEST(options, shares_are_rounded_down_and_sizes_must_be_there)
{
    EXPECT_EQ(options{.sample_pct = 33.3}.draws_of(55), 18U);
    EXPECT_EQ(options{.sample_pct = 9.99}.draws_of(10), 0U);
    EXPECT_EQ(options{.sample_pct = 100.0}.draws_of(55), 55U);
    EXPECT_EQ(options{.sample_size = 55}.draws_of(55), 55U);
    EXPECT_THROW((void)options{.sample_size = 56}.draws_of(55), usage_error);
}

} // namespace ampstream::subsample
