// SPDX-License-Identifier: BSD-3-Clause
// The tree of PCR errors.
#include <ampstream/simulate/pcr.hpp>

#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace ampstream::simulate
{

TEST(poisson, the_mean_is_the_mean)
{
    random_stream stream{1, "test", 0};
    double sum = 0.0;
    for (int i = 0; i < 100000; ++i)
        sum += poisson(stream.uniform(), 0.7, std::exp(-0.7));
    EXPECT_NEAR(sum / 100000, 0.7, 0.015);
}

TEST(other_base, each_of_the_three_others_and_never_the_same)
{
    for (char const base : {'A', 'C', 'G', 'T'})
    {
        std::set<char> const others{other_base(base, 0), other_base(base, 1), other_base(base, 2)};
        EXPECT_EQ(others.size(), 3U);
        EXPECT_FALSE(others.contains(base));
    }
}

TEST(amplification, the_number_of_errors_is_bases_times_copies_times_rate)
{
    amplification const pcr{30, 0.9, 1e-4};
    double errors = 0.0;
    for (std::uint64_t read = 0; read < 5000; ++read)
    {
        random_stream path{1, "path", read};
        std::string bases(400, 'A');
        errors += pcr.mutate(bases, mix64(read), 0, path); // a root of its own for every read: independent
    }
    double const expected = 400 * 30 * (0.9 / 1.9) * 1e-4; // 0.568
    EXPECT_NEAR(errors / 5000, expected, 0.05);
}

TEST(amplification, reads_of_one_molecule_share_the_errors_of_shared_ancestors)
{
    amplification const pcr{12, 1.0, 1e-3};
    std::multiset<std::string> products;
    for (std::uint64_t read = 0; read < 2000; ++read)
    {
        random_stream path{1, "path", read};
        std::string bases(400, 'A');
        std::ignore = pcr.mutate(bases, 77, 0, path);
        products.insert(bases);
    }
    std::set<std::string> const distinct(products.begin(), products.end());
    EXPECT_GT(distinct.size(), 50U);
    EXPECT_LT(distinct.size(),
              1500U); // independent draws would give nearly all of those with errors a sequence of their own
}

TEST(amplification, the_same_line_of_descent_gives_the_same_molecule)
{
    amplification const pcr{30, 0.9, 1e-3};
    std::string one(400, 'C');
    std::string other(400, 'C');
    random_stream path{3, "path", 3};
    random_stream same_path{3, "path", 3};
    EXPECT_EQ(pcr.mutate(one, 5, 0, path), pcr.mutate(other, 5, 0, same_path));
    EXPECT_EQ(one, other);
}

TEST(amplification, no_cycles_and_no_rate_leave_the_molecule_alone)
{
    random_stream path{1, "path", 0};
    std::string bases(400, 'A');
    EXPECT_EQ((amplification{0, 0.9, 1e-2}.mutate(bases, 1, 0, path)), 0U);
    EXPECT_EQ((amplification{30, 0.9, 0.0}.mutate(bases, 1, 0, path)), 0U);
    EXPECT_EQ((amplification{30, 0.9, 1e-2}.mutate(bases, 1, 30, path)), 0U);
    EXPECT_EQ((amplification{30, 0.0, 1e-2}.mutate(bases, 1, 0, path)), 0U);
    EXPECT_EQ(bases, std::string(400, 'A'));
}

} // namespace ampstream::simulate
