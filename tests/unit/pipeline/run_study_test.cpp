// SPDX-License-Identifier: BSD-3-Clause
// The end of a run in words, and what a run refuses.
#include <ampstream/pipeline/run_study.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

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

read_tracking two_samples()
{
    return testing::tracking_of(
        {{"a", {{"pairs", 10}, {"lost_merge_too_few_kmers", 2}, {"merged", 8}, {"lost_chimera", 3}, {"in_otus", 5}}},
         {"b", {{"pairs", 4}, {"lost_merge_too_few_kmers", 4}, {"merged", 0}, {"lost_chimera", 0}, {"in_otus", 0}}}});
}

struct run_study_test : ::testing::Test
{
    run_summary run(study_plan const & plan)
    {
        exec::thread_budget const budget{2};
        result_files files{folder.path() + "/results", {}, false};
        run_summary done = run_study(plan, {.version = "0"}, files, budget, watcher);
        files.commit();
        return done;
    }

    /// A plan over one sample of `amplicons`, a reference of two genera of random genes.
    study_plan plan_of(std::vector<std::string> const & amplicons, std::string const & ranks = "Bacteria;P;C;O;F;G")
    {
        std::string reference;
        for (char const genus : {'x', 'y'})
            reference += fmt::format(">{}\t{}{}\n{}\n", genus, ranks, genus, random_bases(draw, 400));
        study_plan plan{.study = {.samples = {write_sample(folder, "a", {pairs_of(amplicons)})}},
                        .source = "the folder",
                        .reference = folder.write("reference.fasta", reference)};
        plan.chosen.reads.trims = false;
        return plan;
    }

    std::mt19937 draw{9};
    run_folder folder{};
    listener watcher{};
};

} // namespace

TEST(summary_lines, say_samples_reads_losses_names_and_empty_samples)
{
    run_summary const done{.tracking = two_samples(), .otus = 2, .named = {{"phylum", 2, 5}, {"genus", 1, 4}}};
    EXPECT_THAT(summary_lines(done),
                ElementsAre("2 samples, 14 pairs: 5 reads (35.7 %) in 2 OTUs",
                            "  lost         6 (42.9 %)  merge too few kmers", "  lost         3 (21.4 %)  chimera",
                            "reads with a name: phylum 100 %, genus 80 %", "1 samples have no read in the table"));
}

TEST_F(run_study_test, writes_every_result_and_nothing_before_the_commit)
{
    std::string const amplicon = random_bases(draw, 200);
    run_summary const done = run(plan_of({amplicon, amplicon, amplicon}));
    EXPECT_EQ(done.otus, 1U);
    EXPECT_EQ(done.tracking.count(0, "in_otus"), 3U);
    for (std::string_view const name : result_names)
        EXPECT_TRUE(std::filesystem::exists(fmt::format("{}/results/{}", folder.path(), name))) << name;
}

TEST_F(run_study_test, a_study_in_which_no_read_survives_says_where_they_went)
{
    try
    {
        (void)run(plan_of({random_bases(draw, 200), random_bases(draw, 200)}));
        FAIL() << "nothing was left to make OTUs of";
    }
    catch (input_error const & failure)
    {
        EXPECT_THAT(failure.what(), HasSubstr("the folder: "));
        EXPECT_THAT(failure.what(), HasSubstr("2 rare unique"));
    }
}

TEST_F(run_study_test, a_study_without_reads_says_so)
{
    EXPECT_THROW((void)run(plan_of({})), input_error);
}

TEST_F(run_study_test, a_reference_without_the_ranks_of_the_tables_is_refused_before_the_work)
{
    try
    {
        (void)run(plan_of({}, "Bacteria;"));
        FAIL() << "there is no phylum";
    }
    catch (usage_error const & failure)
    {
        EXPECT_THAT(failure.what(), HasSubstr("--ranks"));
    }
}

} // namespace ampstream::pipeline
