// SPDX-License-Identifier: BSD-3-Clause
// Headers as VSEARCH rewrites them.
#include <ampstream/core/label_style.hpp>

#include <string>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream
{

namespace
{

std::string label(label_style const & style, std::string_view header)
{
    std::string text;
    append_label(text, style, {header, "ACGT", 3, 5, 0.25});
    return text;
}

} // namespace

TEST(label_style, without_options_the_header_stays)
{
    EXPECT_EQ(label({}, "a;size=2;ee=1 b"), "a;size=2;ee=1 b");
}

TEST(label_style, what_is_written_anew_replaces_the_old)
{
    label_style style;
    style.sizeout = true;
    style.eeout = true;
    EXPECT_EQ(label(style, "a;ee=1;size=2;x"), "a;x;size=5;ee=0.2500");
    style.sample = "S";
    style.label_suffix = "_z";
    style.relabel = "R";
    style.relabel_keep = true;
    EXPECT_EQ(label(style, "a;size=2 b"), "R3_z;sample=S;size=5;ee=0.2500 a;size=2 b");
}

TEST(label_style, two_new_labels_are_one_too_many)
{
    label_style style;
    style.relabel = "R";
    style.relabel_self = true;
    EXPECT_THROW(style.validate(), usage_error);
}

TEST(without_annotations, only_whole_annotations_go)
{
    EXPECT_EQ(without_annotations("a;size=2x;size=3;", true, false), "a;size=2x");
    EXPECT_EQ(without_annotations("size=3", true, false), "");
    EXPECT_EQ(without_annotations("ee=1;size=3", false, true), ";size=3");
    EXPECT_EQ(without_annotations("a;ee=1.5;size=3;b", true, true), "a;b");
    EXPECT_EQ(without_annotations("fee=1", true, true), "fee=1");
}

} // namespace ampstream
