// SPDX-License-Identifier: BSD-3-Clause
// Ranges of the options of classification.
#include <ampstream/classify/options.hpp>

#include <gmock/gmock.h>

#include <ampstream/core/error.hpp>

namespace
{

using namespace ampstream;
using classify::options;

TEST(classify_options, defaults_are_valid_and_those_of_rdp)
{
    options const chosen;
    EXPECT_NO_THROW(chosen.validate());
    EXPECT_EQ(chosen.bootstraps, 100U);
    EXPECT_EQ(chosen.min_words, 5U);
    EXPECT_EQ(chosen.min_confidence, 0.8);
}

TEST(classify_options, a_value_out_of_range_names_the_option)
{
    auto const message = [](options const & chosen) -> std::string
    {
        try
        {
            chosen.validate();
        }
        catch (usage_error const & wrong)
        {
            return wrong.what();
        }
        return "";
    };
    EXPECT_THAT(message({.min_confidence = 1.01}), ::testing::HasSubstr("--min-confidence"));
    EXPECT_THAT(message({.bootstraps = 0}), ::testing::HasSubstr("--bootstraps"));
    EXPECT_THAT(message({.bootstraps = 20'000, .min_words = 10'000}), ::testing::HasSubstr("draws"));
    EXPECT_THAT(message({.min_words = 0}), ::testing::HasSubstr("--min-words"));
    EXPECT_THAT(message({.rng = "perl"}), ::testing::HasSubstr("--rng is 'perl'"));
    EXPECT_THAT(message({.orientation = "both"}), ::testing::HasSubstr("--orientation is 'both'"));
}

} // namespace
