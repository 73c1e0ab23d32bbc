// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/runfolder/samples.hpp>

#include <chrono>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "run_folder.hpp"

using namespace ampstream;
using namespace ampstream::runfolder;
using ampstream::testing::run_folder;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace
{

class sample_sheet : public ::testing::Test
{
protected:
    study read(std::string const & text) const { return read_sample_sheet(folder_.write("sheet.tsv", text)); }
    std::string error_for(std::string const & text) const
    {
        try
        {
            static_cast<void>(read(text));
        }
        catch (input_error const & problem)
        {
            return problem.what();
        }
        ADD_FAILURE() << "nothing was thrown";
        return {};
    }

    run_folder folder_{"a1.fq", "a2.fq", "b1.fq", "b2.fq", "c1.fq", "c2.fq", "reads/d 1.fq", "reads/d 2.fq", "u.bam"};
};

} // namespace

TEST_F(sample_sheet, lists_samples_in_its_own_order_with_paths_relative_to_it)
{
    study const found = read("sample\tforward\treverse\nb\tb1.fq\tb2.fq\na\ta1.fq\ta2.fq\n");
    ASSERT_EQ(found.samples.size(), 2U);
    EXPECT_EQ(found.samples[0].name, "b");
    EXPECT_EQ(found.samples[1].name, "a");
    EXPECT_THAT(found.samples[0].lanes, ElementsAre(lane_files{folder_.path() + "/b1.fq", folder_.path() + "/b2.fq"}));
    EXPECT_THAT(found.metadata_columns, IsEmpty());
    EXPECT_THAT(found.samples[0].metadata, IsEmpty());
}

TEST_F(sample_sheet, absolute_paths_and_blanks_in_names_are_kept)
{
    study const found = read("sample\tforward\treverse\n 01-x. y\t" + folder_.path() + "/a1.fq\treads/d 2.fq\n");
    EXPECT_EQ(found.samples.at(0).name, " 01-x. y");
    EXPECT_THAT(found.samples[0].lanes,
                ElementsAre(lane_files{folder_.path() + "/a1.fq", folder_.path() + "/reads/d 2.fq"}));
}

TEST_F(sample_sheet, other_columns_are_metadata)
{
    study const found =
        read("group\tsample\tforward\tpH\treverse\nsoil\ta\ta1.fq\t7.0\ta2.fq\nwater\tb\tb1.fq\t\tb2.fq\n");
    EXPECT_THAT(found.metadata_columns, ElementsAre("group", "pH"));
    EXPECT_THAT(found.samples[0].metadata, ElementsAre("soil", "7.0"));
    EXPECT_THAT(found.samples[1].metadata, ElementsAre("water", ""));
}

TEST_F(sample_sheet, trailing_metadata_cells_may_be_missing)
{
    study const found = read("sample\tforward\treverse\tgroup\na\ta1.fq\ta2.fq\n");
    EXPECT_THAT(found.samples[0].metadata, ElementsAre(""));
}

TEST_F(sample_sheet, crlf_a_byte_order_mark_blank_lines_and_comments_are_accepted)
{
    study const found =
        read("\xEF\xBB\xBFsample\tforward\treverse\tgroup\r\n\r\n# a comment\r\na\ta1.fq\ta2.fq\tx\r\n\t\t\t\r\n"
             "b\tb1.fq\tb2.fq\ty");
    ASSERT_EQ(found.samples.size(), 2U);
    EXPECT_THAT(found.samples[0].metadata, ElementsAre("x"));
    EXPECT_THAT(found.samples[1].metadata, ElementsAre("y"));
}

TEST_F(sample_sheet, rows_that_are_comments_are_named_for_one_may_be_a_sample)
{
    study const found = read("sample\tforward\treverse\na\ta1.fq\ta2.fq\n\n#7\tb1.fq\tb2.fq\n");
    ASSERT_EQ(found.left_out.size(), 1U);
    EXPECT_THAT(found.left_out[0], ::testing::HasSubstr("line 4: a comment ('#7\tb1.fq"));
}

TEST_F(sample_sheet, the_names_of_qiime_2s_manifest_are_accepted)
{
    study const found = read("sample-id\tforward-absolute-filepath\treverse-absolute-filepath\n"
                             "#q2:types\tcategorical\tcategorical\na\ta1.fq\ta2.fq\n");
    EXPECT_EQ(found.samples.at(0).name, "a");
}

TEST_F(sample_sheet, a_header_may_begin_with_a_number_sign_and_have_capitals)
{
    EXPECT_EQ(read("#SampleID\tForward\tReverse\na\ta1.fq\ta2.fq\n").samples.size(), 1U);
}

TEST_F(sample_sheet, rows_with_one_name_are_lanes_in_their_order)
{
    study const found =
        read("sample\tforward\treverse\tg\na\tb1.fq\tb2.fq\tx\nc\tc1.fq\tc2.fq\ty\na\ta1.fq\ta2.fq\tx\n");
    ASSERT_EQ(found.samples.size(), 2U);
    EXPECT_THAT(found.samples[0].lanes, ElementsAre(lane_files{folder_.path() + "/b1.fq", folder_.path() + "/b2.fq"},
                                                    lane_files{folder_.path() + "/a1.fq", folder_.path() + "/a2.fq"}));
}

TEST_F(sample_sheet, lanes_with_different_metadata_are_an_error)
{
    EXPECT_THAT(error_for("sample\tforward\treverse\tg\na\tb1.fq\tb2.fq\tx\na\ta1.fq\ta2.fq\ty\n"),
                HasSubstr("sheet.tsv: line 3: expected the same metadata as in line 2"));
}

TEST_F(sample_sheet, a_bam_file_stands_alone)
{
    EXPECT_THAT(read("sample\tforward\treverse\nu\tu.bam\t\n").samples.at(0).lanes,
                ElementsAre(lane_files{folder_.path() + "/u.bam", ""}));
    EXPECT_THAT(error_for("sample\tforward\treverse\nu\tu.bam\ta1.fq\n"), HasSubstr("line 2: expected an empty cell"));
}

TEST_F(sample_sheet, a_missing_column_is_an_error)
{
    EXPECT_THAT(error_for("sample\tforward\na\ta1.fq\n"),
                HasSubstr("sheet.tsv: line 1: expected a header with the columns "
                          "sample, forward and reverse, separated by tabs, found "
                          "no column 'reverse'"));
    EXPECT_THAT(error_for("name\tforward\treverse\n"), HasSubstr("no column 'sample'"));
    EXPECT_THAT(error_for("sample\treverse\n"), HasSubstr("no column 'forward'"));
}

TEST_F(sample_sheet, commas_in_place_of_tabs_are_an_error_with_advice)
{
    EXPECT_THAT(error_for("sample,forward,reverse\na,a1.fq,a2.fq\n"), HasSubstr("Separate the columns by tabs"));
}

TEST_F(sample_sheet, illuminas_sample_sheet_is_recognised)
{
    EXPECT_THAT(error_for("[Header],,\nIEMFileVersion,4,\n"), HasSubstr("a sample sheet of Illumina's instruments"));
}

TEST_F(sample_sheet, columns_without_a_name_or_named_twice_are_errors)
{
    EXPECT_THAT(error_for("sample\tforward\treverse\t\n"), HasSubstr("column 4 without a name"));
    EXPECT_THAT(error_for("sample\tforward\treverse\tg\tG\n"), HasSubstr("'G' twice"));
    EXPECT_THAT(error_for("sample\tforward\treverse\tforward\n"), HasSubstr("'forward' twice"));
}

TEST_F(sample_sheet, empty_cells_are_errors_with_their_line)
{
    EXPECT_THAT(error_for("sample\tforward\treverse\na\ta1.fq\ta2.fq\n\tb1.fq\tb2.fq\n"),
                HasSubstr("sheet.tsv: line 3: expected the name of a sample, found an empty cell"));
    EXPECT_THAT(error_for("sample\tforward\treverse\na\t\ta2.fq\n"), HasSubstr("an empty cell in column 'forward'"));
    EXPECT_THAT(error_for("sample\tforward\treverse\na\ta1.fq\n"), HasSubstr("an empty cell in column 'reverse'"));
}

TEST_F(sample_sheet, too_many_cells_are_an_error)
{
    EXPECT_THAT(error_for("sample\tforward\treverse\na\ta1.fq\ta2.fq\tx\n"),
                HasSubstr("line 2: expected at most 3 cells"));
    EXPECT_EQ(read("sample\tforward\treverse\na\ta1.fq\ta2.fq\t\t\n").samples.size(), 1U) << "empty ones do no harm";
}

TEST_F(sample_sheet, all_missing_files_are_listed_with_their_lines)
{
    EXPECT_THAT(error_for("sample\tforward\treverse\na\ta1.fq\tx2.fq\nb\tb1.fq\tb2.fq\nc\ty1.fq\tc2.fq\n"),
                AllOf(HasSubstr("2 missing"), HasSubstr("line 2: " + folder_.path() + "/x2.fq"),
                      HasSubstr("line 4: " + folder_.path() + "/y1.fq"), Not(HasSubstr("b1.fq"))));
}

TEST_F(sample_sheet, a_file_used_twice_is_an_error)
{
    EXPECT_THAT(error_for("sample\tforward\treverse\na\ta1.fq\ta2.fq\nb\tb1.fq\t./a2.fq\n"),
                HasSubstr("line 3: expected every file once, found './a2.fq', which line 2 names already"));
    EXPECT_THAT(error_for("sample\tforward\treverse\na\ta1.fq\ta1.fq\n"), HasSubstr("which line 2 names already"));
}

TEST_F(sample_sheet, an_empty_sheet_and_one_without_rows_are_errors)
{
    EXPECT_THAT(error_for(""), HasSubstr("found an empty file"));
    EXPECT_THAT(error_for("\n\n"), HasSubstr("found an empty file"));
    EXPECT_THAT(error_for("sample\tforward\treverse\n"), HasSubstr("expected at least one row below the header"));
}

TEST_F(sample_sheet, a_missing_sheet_is_a_resource_error)
{
    EXPECT_THROW(static_cast<void>(read_sample_sheet("/nowhere/sheet.tsv")), resource_error);
}

TEST_F(sample_sheet, a_hundred_thousand_rows_take_no_time)
{
    std::string text = "sample\tforward\treverse\tgroup\n";
    for (int i = 0; i < 100000; ++i)
        text += "s" + std::to_string(i) + "\tf" + std::to_string(i) + ".fq\tr" + std::to_string(i) + ".fq\tx\n";
    auto const start = std::chrono::steady_clock::now();
    EXPECT_THAT(error_for(text), AllOf(HasSubstr("200000 missing"), HasSubstr("and 199980 more")));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5}); // 0.3 s, with room for a busy machine
}
