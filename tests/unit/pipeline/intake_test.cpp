// SPDX-License-Identifier: BSD-3-Clause
// The stream from files to the pool.
#include <ampstream/pipeline/intake.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/checksum.hpp>

#include "pipeline_testing.hpp"

namespace ampstream::pipeline
{

namespace
{

using ampstream::testing::listener;
using ampstream::testing::pairs_of;
using ampstream::testing::random_bases;
using ampstream::testing::run_folder;
using ampstream::testing::write_sample;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Reads without primers, singletons kept.
intake_options plain_options()
{
    intake_options chosen;
    chosen.trims = false;
    chosen.minuniquesize = 1;
    return chosen;
}

struct intake_test : ::testing::Test
{
    intake take(runfolder::study const & study, intake_options const & chosen, std::size_t threads = 2)
    {
        exec::thread_budget const budget{threads};
        stage_files files{stage_folder};
        intake taken = take_in(study, chosen, files, budget, watcher);
        files.commit();
        return taken;
    }

    std::mt19937 draw{1};
    std::string const one = random_bases(draw, 180);
    std::string const other = random_bases(draw, 180);
    run_folder folder{};
    std::string stage_folder{};
    listener watcher{};
};

} // namespace

TEST_F(intake_test, lanes_of_a_sample_are_joined_and_counted_together)
{
    runfolder::study const study{.samples = {write_sample(folder, "a", {pairs_of({one, other}), pairs_of({one})})}};
    intake const taken = take(study, plain_options());
    ASSERT_EQ(taken.uniques.size(), 2U);
    EXPECT_EQ(taken.uniques.sequence(0), one);
    EXPECT_EQ(taken.uniques.label(0), "a.1");
    EXPECT_EQ(taken.uniques.abundance(0), 2U);
    EXPECT_EQ(taken.tracking.count(0, "pairs"), 3U);
    EXPECT_EQ(taken.tracking.count(0, "filtered"), 3U);
    EXPECT_EQ(taken.tracking.count(0, "uniques"), 2U);
}

TEST_F(intake_test, counts_stay_apart_by_sample_and_a_sample_without_reads_has_its_row)
{
    runfolder::study const study{.samples = {write_sample(folder, "a", {pairs_of({one})}),
                                             write_sample(folder, "empty", {pairs_of({})}),
                                             write_sample(folder, "c", {pairs_of({one, other})})}};
    intake const taken = take(study, plain_options());
    ASSERT_EQ(taken.uniques.size(), 2U);
    EXPECT_THAT(taken.uniques.samples(0), ElementsAre(sample_count{0, 1}, sample_count{2, 1}));
    EXPECT_THAT(taken.uniques.samples(1), ElementsAre(sample_count{2, 1}));
    ASSERT_EQ(taken.tracking.size(), 3U);
    EXPECT_EQ(taken.tracking.sample(1), "empty");
    EXPECT_EQ(taken.tracking.count(1, "pairs"), 0U);
}

TEST_F(intake_test, rare_uniques_of_the_pool_are_dropped_and_every_sample_is_told)
{
    runfolder::study const study{
        .samples = {write_sample(folder, "a", {pairs_of({one})}), write_sample(folder, "b", {pairs_of({one, other})})}};
    intake_options chosen = plain_options();
    chosen.minuniquesize = 2;
    intake const taken = take(study, chosen);
    EXPECT_EQ(taken.uniques.size(), 1U);
    EXPECT_EQ(taken.rare_uniques, 1U);
    EXPECT_EQ(taken.tracking.count(0, "lost_rare_unique"), 0U);
    EXPECT_EQ(taken.tracking.count(1, "lost_rare_unique"), 1U);
}

TEST_F(intake_test, primers_are_cut_when_asked_for)
{
    std::string const forward = "CCTACGGGAGGCAGCAG";
    runfolder::study const study{
        .samples = {write_sample(folder, "a", {pairs_of({forward + one, other + one.substr(0, 5)})})}};
    intake_options chosen = plain_options();
    chosen.trims = true;
    chosen.trim.forward = "CCTACGGGNGGCWGCAG";
    intake const taken = take(study, chosen);
    ASSERT_EQ(taken.uniques.size(), 1U);
    EXPECT_EQ(taken.uniques.sequence(0), one);
    EXPECT_EQ(taken.tracking.count(0, "lost_trim_no_forward_primer") + taken.tracking.count(0, "lost_trim_no_primer"),
              1U);
}

TEST_F(intake_test, inputs_are_listed_in_order_with_the_digests_of_their_bytes)
{
    runfolder::study const study{.samples = {write_sample(folder, "a", {pairs_of({one})})}};
    intake const taken = take(study, plain_options());
    ASSERT_EQ(taken.inputs.size(), 2U);
    EXPECT_EQ(taken.inputs[0].path, study.samples[0].lanes[0].forward);
    EXPECT_EQ(taken.inputs[1].sha256, io::sha256_of_file(study.samples[0].lanes[0].reverse));
}

TEST_F(intake_test, the_first_bad_record_in_the_order_of_the_inputs_is_reported)
{
    auto damaged = pairs_of({one, other});
    damaged.reverse[damaged.reverse.find('\n') + 3] = '!';
    auto out_of_step = pairs_of({one}, "x");
    out_of_step.reverse = pairs_of({one}, "y").reverse;
    runfolder::study const study{
        .samples = {write_sample(folder, "a", {damaged}), write_sample(folder, "b", {out_of_step})}};
    for (std::size_t const threads : {1U, 2U})
        try
        {
            (void)take(study, plain_options(), threads);
            FAIL() << "a bad record passed";
        }
        catch (input_error const & failure)
        {
            EXPECT_THAT(failure.what(), HasSubstr("a_L1_R2.fastq: record 1"));
        }
}

TEST_F(intake_test, stages_can_be_kept_as_files)
{
    stage_folder = folder.path() + "/stages";
    runfolder::study const study{.samples = {write_sample(folder, "a", {pairs_of({one})})}};
    (void)take(study, plain_options());
    for (std::string_view const stage : kept_stages)
        EXPECT_TRUE(std::filesystem::exists(fmt::format("{}/a.{}", stage_folder, stage))) << stage;
}

} // namespace ampstream::pipeline
