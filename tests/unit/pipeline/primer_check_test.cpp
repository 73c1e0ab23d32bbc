// SPDX-License-Identifier: BSD-3-Clause
// Wrong primers are found before the work begins.
#include <ampstream/pipeline/primer_check.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "pipeline_testing.hpp"

namespace ampstream::pipeline
{

namespace
{

using ampstream::testing::pairs_of;
using ampstream::testing::random_bases;
using ampstream::testing::run_folder;
using ampstream::testing::write_sample;
using ::testing::HasSubstr;

struct primer_check_test : ::testing::Test
{
    /// A sample of `count` V3-V4 amplicons with primers.
    runfolder::sample v3v4_sample(std::string const & name, std::size_t count)
    {
        std::vector<std::string> amplicons;
        for (std::size_t i = 0; i < count; ++i)
            amplicons.push_back("CCTACGGGAGGCAGCAG" + random_bases(draw, 150) + "GGATTAGATACCCTGGTAGTC");
        return write_sample(folder, name, {pairs_of(amplicons)});
    }

    static trim::options primers(std::string const & set)
    {
        trim::options chosen;
        chosen.primers = set;
        return chosen;
    }

    std::mt19937 draw{5};
    run_folder folder{};
};

} // namespace

TEST_F(primer_check_test, primers_that_are_there_pass)
{
    runfolder::study const study{.samples = {v3v4_sample("a", 30)}};
    primer_check const found = check_primers(study, primers("v3v4"));
    EXPECT_EQ(found.pairs, 30U);
    EXPECT_DOUBLE_EQ(found.usable_share, 1.0);
    EXPECT_NO_THROW(require_primers(found, primers("v3v4"), "folder"));
}

TEST_F(primer_check_test, primers_that_are_not_there_are_refused_with_numbers_and_the_right_set)
{
    runfolder::study const study{.samples = {v3v4_sample("a", 30)}};
    primer_check const found = check_primers(study, primers("v5v7"));
    try
    {
        require_primers(found, primers("v5v7"), "the folder");
        FAIL() << "wrong primers passed";
    }
    catch (input_error const & failure)
    {
        EXPECT_THAT(failure.what(), HasSubstr("the folder: "));
        EXPECT_THAT(failure.what(), HasSubstr("found them in 0.0 %"));
        EXPECT_THAT(failure.what(), HasSubstr("v3v4"));
        EXPECT_THAT(failure.what(), HasSubstr("--no-trim"));
    }
}

TEST_F(primer_check_test, a_handful_of_pairs_proves_nothing)
{
    runfolder::study const study{.samples = {v3v4_sample("a", fewest_pairs_to_judge - 1)}};
    EXPECT_NO_THROW(require_primers(check_primers(study, primers("v5v7")), primers("v5v7"), "folder"));
}

TEST_F(primer_check_test, options_that_let_reads_without_primers_pass_are_not_refused)
{
    runfolder::study const study{.samples = {v3v4_sample("a", 30)}};
    trim::options chosen = primers("v5v7");
    chosen.keep_untrimmed = true;
    EXPECT_NO_THROW(require_primers(check_primers(study, chosen), chosen, "folder"));
    chosen = primers("v5v7");
    chosen.require = "any";
    EXPECT_NO_THROW(require_primers(check_primers(study, chosen), chosen, "folder"));
}

TEST_F(primer_check_test, a_primer_that_is_not_required_is_not_asked_for)
{
    runfolder::study const study{.samples = {v3v4_sample("a", 30)}};
    trim::options chosen;
    chosen.forward = "CCTACGGGNGGCWGCAG";
    chosen.reverse = "ACGTTGCATTGGACCAAT";
    EXPECT_THROW(require_primers(check_primers(study, chosen), chosen, "folder"), input_error);
    chosen.require = "forward";
    EXPECT_NO_THROW(require_primers(check_primers(study, chosen), chosen, "folder"));
}

TEST_F(primer_check_test, samples_are_spread_over_the_study_and_damaged_ones_passed_over)
{
    auto damaged = pairs_of({random_bases(draw, 150)});
    damaged.forward.pop_back();
    damaged.forward.pop_back();
    runfolder::study study{
        .samples = {write_sample(folder, "bad", {damaged}), write_sample(folder, "empty", {pairs_of({})})}};
    for (int i = 0; i < 30; ++i)
        study.samples.push_back(v3v4_sample("s" + std::to_string(i), 4));
    primer_check const found = check_primers(study, primers("v3v4"));
    EXPECT_EQ(found.pairs, 15U * 4U);
}

} // namespace ampstream::pipeline
