// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/runfolder/samples.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

namespace fs = std::filesystem;
using namespace ampstream;
using namespace ampstream::runfolder;
using ampstream::testing::run_folder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

namespace
{

std::vector<std::string> names_of(study const & found)
{
    std::vector<std::string> names{};
    for (sample const & one : found.samples)
        names.push_back(one.name);
    return names;
}

std::string message_for(run_folder const & folder)
{
    try
    {
        static_cast<void>(find_samples(folder.path()));
    }
    catch (input_error const & problem)
    {
        return problem.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}

std::string file_part(std::string const & path)
{
    return fs::path{path}.filename().string();
}

fs::path const shared = fs::path{AMPSTREAM_SOURCE_DIR} / ".." / "shared" / "data";

} // namespace

TEST(find_samples, lanes_of_a_sample_are_joined_in_lane_order)
{
    run_folder const folder{"A_S1_L010_R1_001.fastq.gz", "A_S1_L010_R2_001.fastq.gz", "A_S1_L002_R1_001.fastq.gz",
                            "A_S1_L002_R2_001.fastq.gz", "A_S1_L001_R1_001.fastq.gz", "A_S1_L001_R2_001.fastq.gz"};
    study const found = find_samples(folder.path());
    ASSERT_THAT(names_of(found), ElementsAre("A"));
    ASSERT_EQ(found.samples[0].lanes.size(), 3U);
    EXPECT_EQ(file_part(found.samples[0].lanes[0].forward), "A_S1_L001_R1_001.fastq.gz");
    EXPECT_EQ(file_part(found.samples[0].lanes[0].reverse), "A_S1_L001_R2_001.fastq.gz");
    EXPECT_EQ(file_part(found.samples[0].lanes[1].forward), "A_S1_L002_R1_001.fastq.gz");
    EXPECT_EQ(file_part(found.samples[0].lanes[2].reverse), "A_S1_L010_R2_001.fastq.gz");
}

TEST(find_samples, files_of_a_lane_that_were_split_are_joined_in_their_order)
{
    run_folder const folder{"A_S1_L001_R1_002.fastq", "A_S1_L001_R2_002.fastq", "A_S1_L001_R1_001.fastq",
                            "A_S1_L001_R2_001.fastq"};
    study const found = find_samples(folder.path());
    ASSERT_EQ(found.samples.at(0).lanes.size(), 2U);
    EXPECT_EQ(file_part(found.samples[0].lanes[0].forward), "A_S1_L001_R1_001.fastq");
}

TEST(find_samples, samples_are_in_bytewise_order_of_their_names)
{
    run_folder const folder{"s2_R1.fq",   "s2_R2.fq",   "s10_R1.fq", "s10_R2.fq",
                            "S3_1.fastq", "S3_2.fastq", "s1_R1.fq",  "s1_R2.fq"};
    EXPECT_THAT(names_of(find_samples(folder.path())), ElementsAre("S3", "s1", "s10", "s2"));
}

TEST(find_samples, names_survive_as_they_are)
{
    run_folder const folder{"01- 1111_S1_L001_R1_001.fastq.gz",
                            "01- 1111_S1_L001_R2_001.fastq.gz",
                            "007_R1.fastq.gz",
                            "007_R2.fastq.gz",
                            "a.b-c_R1.fastq.gz",
                            "a.b-c_R2.fastq.gz",
                            "Größe_1.fastq.gz",
                            "Größe_2.fastq.gz"};
    EXPECT_THAT(names_of(find_samples(folder.path())), ElementsAre("007", "01- 1111", "Größe", "a.b-c"));
}

TEST(find_samples, undetermined_reads_are_left_out_and_said)
{
    run_folder const folder{"A_R1.fastq", "A_R2.fastq", "Undetermined_S0_L001_R1_001.fastq.gz",
                            "Undetermined_S0_L001_R2_001.fastq.gz"};
    study const found = find_samples(folder.path());
    EXPECT_THAT(names_of(found), ElementsAre("A"));
    EXPECT_THAT(found.left_out,
                ElementsAre("Undetermined_S0_L001_R1_001.fastq.gz: reads that belong to no sample (Undetermined)",
                            "Undetermined_S0_L001_R2_001.fastq.gz: reads that belong to no sample (Undetermined)"));
}

TEST(find_samples, index_reads_further_reads_and_other_names_are_left_out_and_said)
{
    run_folder const folder{"A_S1_L001_R1_001.fastq", "A_S1_L001_R2_001.fastq", "A_S1_L001_I1_001.fastq",
                            "A_S1_L001_R3_001.fastq", "A_unpaired.fastq",       "._A_S1_L001_R1_001.fastq"};
    study const found = find_samples(folder.path());
    EXPECT_THAT(names_of(found), ElementsAre("A"));
    EXPECT_THAT(found.left_out,
                ElementsAre("._A_S1_L001_R1_001.fastq: a hidden file", "A_S1_L001_I1_001.fastq: index reads",
                            "A_S1_L001_R3_001.fastq: a third read; R1 and R2 are taken as the mates",
                            HasSubstr("A_unpaired.fastq: the name does not say which end")));
}

TEST(find_samples, files_that_are_not_fastq_are_not_looked_at)
{
    run_folder const folder{"A_R1.fastq", "A_R2.fastq", "SampleSheet.csv", "A_R1.fasta", "R1.fastq.md5"};
    EXPECT_TRUE(find_samples(folder.path()).left_out.empty());
}

TEST(find_samples, every_missing_mate_is_listed)
{
    run_folder const folder{"A_R1.fastq.gz", "B_S2_L001_R2_001.fq", "C_1.fastq", "D_R1.fastq", "D_R2.fastq"};
    std::string const message = message_for(folder);
    EXPECT_THAT(message, HasSubstr("3 files without a mate"));
    EXPECT_THAT(message, HasSubstr("A_R1.fastq.gz has no mate A_R2.fastq.gz"));
    EXPECT_THAT(message, HasSubstr("B_S2_L001_R2_001.fq has no mate B_S2_L001_R1_001.fq"));
    EXPECT_THAT(message, HasSubstr("C_1.fastq has no mate C_2.fastq"));
    EXPECT_THAT(message, Not(HasSubstr("D_R1")));
}

TEST(find_samples, one_name_with_two_sheet_numbers_is_an_error)
{
    run_folder const folder{"A_S1_L001_R1_001.fastq", "A_S1_L001_R2_001.fastq", "A_S7_L002_R1_001.fastq",
                            "A_S7_L002_R2_001.fastq"};
    std::string const message = message_for(folder);
    EXPECT_THAT(message, HasSubstr("several sets of files with the name of one sample"));
    EXPECT_THAT(message, HasSubstr("A: A_S1_L001_R1_001.fastq"));
    EXPECT_THAT(message, HasSubstr("A: A_S7_L002_R2_001.fastq"));
}

TEST(find_samples, two_files_for_the_same_reads_are_an_error)
{
    run_folder const folder{"A_R1.fastq", "A_R1.fastq.gz", "A_R2.fastq", "A_R2.fastq.gz"};
    EXPECT_THAT(message_for(folder), HasSubstr("A: A_R1.fastq.gz"));
}

TEST(find_samples, bzip2_is_an_error_with_advice)
{
    run_folder const folder{"A_R1.fastq.bz2", "A_R2.fastq.bz2", "B_R1.fastq", "B_R2.fastq"};
    std::string const message = message_for(folder);
    EXPECT_THAT(message, HasSubstr("A_R1.fastq.bz2"));
    EXPECT_THAT(message, HasSubstr("compress them with gzip"));
    EXPECT_THAT(message, Not(HasSubstr("B_R1")));
}

TEST(find_samples, a_folder_without_fastq_says_what_is_looked_for_and_what_is_there)
{
    run_folder const folder{"reads.bam", "notes.txt"};
    std::string const message = message_for(folder);
    EXPECT_THAT(message, HasSubstr("NAME_S1_L001_R1_001.fastq.gz"));
    EXPECT_THAT(message, HasSubstr("notes.txt"));
    EXPECT_THAT(message, HasSubstr("reads.bam"));
}

TEST(find_samples, an_empty_folder_is_said_to_be_empty)
{
    EXPECT_THAT(message_for(run_folder{}), HasSubstr("found an empty folder"));
}

TEST(find_samples, a_parent_of_folders_with_fastq_names_them)
{
    run_folder const folder{"one/A_R1.fastq", "one/A_R2.fastq", "two/B_R1.fastq", "two/B_R2.fastq"};
    EXPECT_THAT(message_for(folder), HasSubstr("one/\n  two/"));
}

TEST(find_samples, fastq_files_none_of_which_is_named_as_a_pair_are_an_error)
{
    EXPECT_THAT(message_for(run_folder{"samp_F.fastq.gz", "samp_R.fastq.gz"}), HasSubstr("samp_F.fastq.gz: the name"));
}

TEST(find_samples, a_missing_folder_is_a_resource_error)
{
    EXPECT_THROW(static_cast<void>(find_samples("/nowhere/at/all")), resource_error);
}

TEST(find_samples, a_file_in_place_of_a_folder_is_a_resource_error)
{
    run_folder const folder{"A_R1.fastq"};
    EXPECT_THROW(static_cast<void>(find_samples(folder.path() + "/A_R1.fastq")), resource_error);
}

TEST(find_samples, illuminas_places_below_a_run_folder_are_found)
{
    for (std::string const place :
         {"Data/Intensities/BaseCalls/", "Data/Intensities/BaseCalls/Project/Sample/",
          "Alignment_1/20220101_120000/Fastq/", "Analysis/1/Data/fastq/", "Analysis/1/Data/BCLConvert/fastq/"})
    {
        run_folder const folder{place + "A_S1_L001_R1_001.fastq.gz", place + "A_S1_L001_R2_001.fastq.gz",
                                "SampleSheet.csv"};
        EXPECT_THAT(names_of(find_samples(folder.path())), ElementsAre("A")) << place;
        EXPECT_THAT(names_of(find_samples(folder.path() + "/")), ElementsAre("A")) << place;
    }
}

TEST(find_samples, two_analyses_of_one_run_are_an_error)
{
    run_folder const folder{"Analysis/1/Data/fastq/A_S1_L001_R1_001.fastq.gz",
                            "Analysis/2/Data/fastq/A_S1_L001_R1_001.fastq.gz"};
    std::string const message = message_for(folder);
    EXPECT_THAT(message, HasSubstr("Analysis/1/Data/fastq"));
    EXPECT_THAT(message, HasSubstr("Analysis/2/Data/fastq"));
}

TEST(find_samples, a_name_with_a_tab_is_an_error)
{
    EXPECT_THAT(message_for(run_folder{"A\tB_R1.fastq", "A\tB_R2.fastq"}), HasSubstr("control character"));
}

TEST(find_samples, real_libraries_are_found)
{
    if (!fs::exists(shared))
        GTEST_SKIP() << "SKIPPED: ../shared is absent; nothing was compared";
    auto const names = [](char const * folder) { return names_of(find_samples((shared / "reads" / folder).string())); };
    EXPECT_THAT(names("A_dadaist2_V3V4_MiSeq2x301"), ElementsAre("A01", "A02", "F99"));
    EXPECT_EQ(names("B_easyamplicon_V5V7_HiSeq2x250_3groups").size(), 18U);
    EXPECT_THAT(names("C_accu16s_V3V4_NovaSeq2x251_spikein"), ::testing::Contains("control_1_2"));
    EXPECT_THAT(names("E_miseqsop_V4_MiSeq2x251"), ::testing::Contains("F3D0_1250pairs"));
    EXPECT_THAT(names("F_nhoffman_V3V4_MiSeq2x300_indexed"), ::testing::Contains("m3n701-s502"));
    EXPECT_EQ(names("F_nhoffman_V3V4_MiSeq2x300_indexed").size(), 9U);
    EXPECT_THAT(names("G_ebi_ERR4334351_V3V4_MiSeq2x301"), ElementsAre("ERR4334351"));
    EXPECT_THAT(names("H_mucobiome_V3V5_swapped_orientation"), ElementsAre("1001", "1003"));
    EXPECT_THAT(names("I_dadasnake_V4_spacer"), ::testing::Contains("lib_111"));
    EXPECT_EQ(names("J_444thLiao_V4_MiniSeq2x151_binnedQ").size(), 12U);
    EXPECT_EQ(find_samples((shared / "reads" / "F_nhoffman_V3V4_MiSeq2x300_indexed").string()).left_out.size(), 18U);
}

TEST(find_samples, real_run_folders_are_found)
{
    if (!fs::exists(shared))
        GTEST_SKIP() << "SKIPPED: ../shared is absent; nothing was compared";
    fs::path const parsers = shared / "illumina" / "irida-uploader" / "iridauploader" / "tests" / "parsers";
    auto const names = [&](char const * folder) { return names_of(find_samples((parsers / folder).string())); };
    EXPECT_THAT(names("miseq/fake_ngs_data"), ElementsAre("01-1111", "02-2222", "03-3333"));
    EXPECT_THAT(names("miniseq/fake_ngs_data"), ElementsAre("01-1111", "02-2222", "03-3333"));
    EXPECT_THAT(names("nextseq2k_nml/fake_ngs_data"), ElementsAre("01A100001", "01A100002", "01A100003"));
    EXPECT_THROW(names("miniseq/fake_ngs_data_missing_paired_file"), input_error);
    EXPECT_THROW(names("miniseq/no_dirs"), input_error);
}
