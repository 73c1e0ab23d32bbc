// SPDX-License-Identifier: BSD-3-Clause
// FASTA text.
#include <string>

#include <gtest/gtest.h>

#include <ampstream/io/format.hpp>

namespace ampstream::io
{
namespace
{

TEST(append_fasta, cuts_the_sequence_into_lines_of_the_width)
{
    std::string text;
    append_fasta(text, "a", "ACGTA", 2);
    append_fasta(text, "b", "ACGT", 4);
    append_fasta(text, "c", "ACGT", 0);
    EXPECT_EQ(text, ">a\nAC\nGT\nA\n>b\nACGT\n>c\nACGT\n");
}

TEST(append_fasta, a_sequence_without_a_base_has_no_line_unless_lines_are_uncut)
{
    std::string text;
    append_fasta(text, "a", "", 80);
    append_fasta(text, "b", "", 0);
    EXPECT_EQ(text, ">a\n>b\n\n");
}

} // namespace
} // namespace ampstream::io
