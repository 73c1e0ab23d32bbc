// SPDX-License-Identifier: BSD-3-Clause
// Rules of .uc lines and of what labels name.
#include <ampstream/table/uc_record.hpp>

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ampstream::table
{

namespace
{

using testing::Eq;
using testing::HasSubstr;
using testing::Optional;

input_location const here{.file = "a.uc", .line = 7};

std::string message_of(std::string const & line)
{
    try
    {
        (void)parse_uc(line, here);
    }
    catch (input_error const & problem)
    {
        return problem.what();
    }
    return "no error";
}

} // namespace

TEST(parse_uc, an_s_record_is_its_own_target)
{
    auto const record = parse_uc("S\t0\t48\t*\t*\t*\t*\t*\tA.1;size=5\t*", here);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->kind, uc_kind::centroid);
    EXPECT_EQ(record->label, "A.1;size=5");
    EXPECT_EQ(record->target, "A.1;size=5");
}

TEST(parse_uc, an_h_record_names_member_and_centroid)
{
    auto const record = parse_uc("H\t0\t48\t97.5\t+\t0\t0\t=\tB.1\tA.1;size=5", here);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->kind, uc_kind::member);
    EXPECT_EQ(record->label, "B.1");
    EXPECT_EQ(record->target, "A.1;size=5");
}

TEST(parse_uc, a_c_record_is_a_summary)
{
    auto const record = parse_uc("C\t0\t2\t*\t*\t*\t*\t*\tA.1\t*", here);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->kind, uc_kind::summary);
}

TEST(parse_uc, labels_end_at_the_first_blank)
{
    auto const record = parse_uc("H\t0\t48\t97.5\t+\t0\t0\t=\tB.1 some text\tA.1 more", here);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->label, "B.1");
    EXPECT_EQ(record->target, "A.1");
}

TEST(parse_uc, lines_about_something_else_are_passed_over)
{
    for (auto const * line : {"", "# a comment", "N\t*\t48\t*\t.\t*\t*\t*\tB.1\t*", "L\t0\t48\t*\t*\t*\t*\t*\tA\t*",
                              "D\t0\t48\t*\t*\t*\t*\t*\tA\t*", "R\t0\t48\t*\t*\t*\t*\t*\tA\t*"})
        EXPECT_FALSE(parse_uc(line, here)) << line;
}

TEST(parse_uc, another_number_of_columns_is_an_error_with_file_and_line)
{
    for (auto const * line :
         {"S", "S\t0\t48\t*\t*\t*\t*\t*\tA", "S\t0\t48\t*\t*\t*\t*\t*\tA\t*\t", "S 0 48 * * * * * A *"})
    {
        EXPECT_THAT(message_of(line), HasSubstr("a.uc: line 7"));
        EXPECT_THAT(message_of(line), HasSubstr("nine more tab-separated columns"));
    }
}

TEST(parse_uc, an_unknown_type_is_an_error)
{
    for (auto const * line : {"X\t0\t48\t*\t*\t*\t*\t*\tA\t*", "s\t0\t48\t*\t*\t*\t*\t*\tA\t*",
                              "\t0\t48\t*\t*\t*\t*\t*\tA\t*", "SH\t0\t48\t*\t*\t*\t*\t*\tA\t*"})
        EXPECT_THAT(message_of(line), HasSubstr("one of S H C N L D R")) << line;
}

TEST(sample_of, the_first_annotation_wins)
{
    EXPECT_THAT(sample_of("A.1;sample=B;barcodelabel=C;", '.'), Optional(Eq("B")));
    EXPECT_THAT(sample_of("A.1;barcodelabel=C;sample=B", '.'), Optional(Eq("C")));
    EXPECT_THAT(sample_of("sample=B;size=3", '.'), Optional(Eq("B")));
}

TEST(sample_of, an_annotation_inside_a_word_is_none)
{
    EXPECT_THAT(sample_of("A.1;resample=B", '.'), Optional(Eq("A")));
    EXPECT_THAT(sample_of("A.1;xsample=B;sample=C", '.'), Optional(Eq("C")));
}

TEST(sample_of, without_annotation_it_ends_before_the_last_separator)
{
    EXPECT_THAT(sample_of("A-x.01.b.17;size=3;note=a.b", '.'), Optional(Eq("A-x.01.b")));
    EXPECT_THAT(sample_of("007.1", '.'), Optional(Eq("007")));
    EXPECT_THAT(sample_of("A_12", '_'), Optional(Eq("A")));
}

TEST(sample_of, no_separator_and_an_empty_name_name_no_sample)
{
    for (auto const * label : {"", "A", ";size=3", ".1", "A;x.1", "A.1;sample=", "A.1;sample=;size=3"})
        EXPECT_FALSE(sample_of(label, '.')) << label;
}

TEST(row_name_of, is_the_label_before_the_first_semicolon_unless_said)
{
    EXPECT_EQ(row_name_of("OTU_1;ee=0.5;size=3"), "OTU_1");
    EXPECT_EQ(row_name_of("S1.4"), "S1.4");
    EXPECT_EQ(row_name_of("x;otu=OTU 7;size=3"), "OTU 7");
    EXPECT_EQ(row_name_of("x;notu=OTU_7"), "x");
    EXPECT_EQ(row_name_of(";size=3"), "");
}

TEST(identity_of, is_the_label_without_its_abundance)
{
    EXPECT_EQ(identity_of("A.1;size=3"), "A.1");
    EXPECT_EQ(identity_of("A.1;size=3;ee=1"), "A.1;ee=1");
    EXPECT_EQ(identity_of("A.1"), "A.1");
}

} // namespace ampstream::table
