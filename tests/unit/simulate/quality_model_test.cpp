// SPDX-License-Identifier: BSD-3-Clause
// Scores follow the profile, errors follow the scores.
#include <ampstream/simulate/quality_model.hpp>

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream::simulate
{

namespace
{

/// Scores and errors of many reads of poly-A.
struct sample_of_reads
{
    std::vector<std::string> called{};
    std::vector<std::string> quality{};
};

sample_of_reads draw_reads(quality_profile const & profile, mate_profile const & mate, std::size_t reads)
{
    quality_model const model{profile, mate, profile.length};
    sample_of_reads drawn;
    for (std::size_t i = 0; i < reads; ++i)
    {
        random_stream stream{11, "quality test", i};
        std::string called(profile.length, 'A');
        std::string quality;
        double const effect = draw_effects(profile, stream).forward;
        std::ignore = model.call(called, quality, effect, stream);
        drawn.called.push_back(std::move(called));
        drawn.quality.push_back(std::move(quality));
    }
    return drawn;
}

double mean_score(sample_of_reads const & reads, std::size_t cycle)
{
    double sum = 0.0;
    for (std::string const & quality : reads.quality)
        sum += quality[cycle] - 33;
    return sum / static_cast<double>(reads.quality.size());
}

double expected_error(std::string const & quality)
{
    double sum = 0.0;
    for (char const letter : quality)
        sum += std::pow(10.0, -(letter - 33) / 10.0);
    return sum;
}

} // namespace

TEST(find_profile, an_unknown_name_lists_the_known_ones)
{
    EXPECT_THROW(std::ignore = find_profile("hiseq"), usage_error);
    EXPECT_EQ(profile_names(), (std::vector<std::string>{"miseq300", "miseq250", "novaseq"}));
}

class every_profile : public testing::TestWithParam<std::string>
{
};

TEST_P(every_profile, errors_come_at_the_rate_each_score_states)
{
    quality_profile const & profile = find_profile(GetParam());
    auto const reads = draw_reads(profile, profile.forward, 6000);
    std::array<double, 64> bases{};
    std::array<double, 64> errors{};
    for (std::size_t i = 0; i < reads.called.size(); ++i)
        for (std::size_t cycle = 0; cycle < profile.length; ++cycle)
        {
            auto const score = static_cast<std::size_t>(reads.quality[i][cycle] - 33);
            ++bases[score];
            errors[score] += reads.called[i][cycle] != 'A';
        }
    for (std::size_t score = 3; score < 64; ++score)
    {
        double const expected = bases[score] * std::pow(10.0, -static_cast<double>(score) / 10.0);
        EXPECT_NEAR(errors[score], expected, 5.0 * std::sqrt(expected) + 3.0) << "Q" << score;
    }
}

TEST_P(every_profile, each_cycle_has_the_profiles_distribution_whatever_the_correlations)
{
    quality_profile const & profile = find_profile(GetParam());
    auto const reads = draw_reads(profile, profile.forward, 6000);
    for (quality_knot const & knot : profile.forward.knots)
        for (std::size_t band = 0; band + 1 < profile.bands.size(); ++band)
        {
            double below = 0.0;
            for (std::string const & quality : reads.quality)
                below += quality[knot.cycle] - 33 <= profile.bands[band].highest;
            EXPECT_NEAR(below / 6000, knot.at_most[band] / 10000.0, 0.03) << "cycle " << knot.cycle << " band " << band;
        }
}

TEST_P(every_profile, second_reads_are_worse_and_both_decay_to_the_end)
{
    quality_profile const & profile = find_profile(GetParam());
    auto const forward = draw_reads(profile, profile.forward, 1500);
    auto const reverse = draw_reads(profile, profile.reverse, 1500);
    double forward_mean = 0.0;
    double reverse_mean = 0.0;
    for (std::size_t cycle = 0; cycle < profile.length; ++cycle)
    {
        forward_mean += mean_score(forward, cycle);
        reverse_mean += mean_score(reverse, cycle);
    }
    EXPECT_LT(reverse_mean, forward_mean);
    EXPECT_LT(mean_score(forward, profile.length - 5), mean_score(forward, 50) - 0.5);
    EXPECT_LT(mean_score(reverse, profile.length - 5), mean_score(reverse, 50) - 0.5);
}

TEST_P(every_profile, reads_differ_in_quality_as_a_whole)
{
    quality_profile const & profile = find_profile(GetParam());
    auto const reads = draw_reads(profile, profile.forward, 2000);
    std::vector<double> sums;
    for (std::string const & quality : reads.quality)
        sums.push_back(expected_error(quality));
    std::ranges::sort(sums);
    EXPECT_GT(sums[1900], 5.0 * sums[1000]); // a long tail of bad reads
}

INSTANTIATE_TEST_SUITE_P(profiles, every_profile, testing::Values("miseq300", "miseq250", "novaseq"));

TEST(quality_model, novaseq_gives_four_scores_only)
{
    quality_profile const & profile = find_profile("novaseq");
    std::set<char> scores;
    for (std::string const & quality : draw_reads(profile, profile.reverse, 3000).quality)
        scores.insert(quality.begin(), quality.end());
    for (char const score : scores)
        EXPECT_TRUE(score == '#' || score == ',' || score == ':' || score == 'F') << score;
}

TEST(quality_model, an_n_has_quality_2_and_lost_tails_come_as_often_as_the_profile_says)
{
    quality_profile const & profile = find_profile("miseq300");
    auto const reads = draw_reads(profile, profile.reverse, 20000);
    int lost = 0;
    for (std::size_t i = 0; i < reads.called.size(); ++i)
    {
        lost += reads.called[i].ends_with("NN");
        for (std::size_t cycle = 0; cycle < profile.length; ++cycle)
            if (reads.called[i][cycle] == 'N')
            {
                ASSERT_EQ(reads.quality[i][cycle], '#');
            }
    }
    EXPECT_NEAR(lost, 20000 * profile.reverse.dropout, 100);
}

TEST(quality_model, the_count_of_wrong_bases_is_what_was_done_to_the_read)
{
    quality_profile const & profile = find_profile("miseq300");
    quality_model const model{profile, profile.forward, 300};
    for (std::size_t i = 0; i < 200; ++i)
    {
        random_stream stream{2, "count", i};
        std::string called(300, 'G');
        std::string quality;
        std::uint32_t const wrong = model.call(called, quality, -1.0, stream);
        EXPECT_EQ(wrong, 300 - std::ranges::count(called, 'G'));
    }
}

TEST(quality_model, reads_of_length_0_and_beyond_the_last_knot_are_fine)
{
    quality_profile const & profile = find_profile("novaseq");
    quality_model const model{profile, profile.forward, 400};
    random_stream stream{2, "length", 0};
    std::string none;
    std::string quality{"old"};
    EXPECT_EQ(model.call(none, quality, 0.0, stream), 0U);
    EXPECT_TRUE(quality.empty());
    std::string called(400, 'A');
    std::ignore = model.call(called, quality, 0.0, stream);
    EXPECT_EQ(quality.size(), 400U);
}

TEST(draw_effects, mates_are_correlated_and_effects_standardised)
{
    quality_profile const & profile = find_profile("miseq300");
    double squares = 0.0;
    double product = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < 20000; ++i)
    {
        random_stream stream{4, "effects", i};
        auto const [forward, reverse] = draw_effects(profile, stream);
        sum += forward;
        squares += forward * forward;
        product += forward * reverse;
    }
    EXPECT_NEAR(sum / 20000, 0.0, 0.04);
    EXPECT_NEAR(squares / 20000, 1.0, 0.04);
    EXPECT_NEAR(product / 20000, profile.mate_correlation, 0.04);
}

} // namespace ampstream::simulate
