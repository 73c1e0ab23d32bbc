// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/pair_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "io_testing.hpp"

using namespace ampstream;
using namespace ampstream::io;
using ampstream::testing::message_of;
using ampstream::testing::scratch_folder;
using ::testing::HasSubstr;

namespace
{

std::string record(std::string const & header, std::string const & sequence = "ACGT")
{
    return "@" + header + "\n" + sequence + "\n+\n" + std::string(sequence.size(), 'I') + "\n";
}

std::string records(std::size_t first, std::size_t last, std::string const & end)
{
    std::string text{};
    for (std::size_t i = first; i <= last; ++i)
        text += record("read" + std::to_string(i) + end, std::string(i % 5, 'A'));
    return text;
}

class pair_reader : public ::testing::Test
{
protected:
    std::size_t read(std::string const & forward, std::string const & reverse, std::size_t size = 4)
    {
        forward_ = folder_.write("R1.fq", forward);
        reverse_ = folder_.write("R2.fq", reverse);
        pair_block_reader blocks{forward_, reverse_, size};
        std::size_t pairs = 0;
        while (auto block = blocks.next())
        {
            EXPECT_EQ(block->forward.first_record, block->reverse.first_record);
            pair_batch const batch = parse(std::move(*block));
            EXPECT_EQ(batch.forward.size(), batch.reverse.size());
            pairs += batch.forward.size();
        }
        return pairs;
    }
    std::string error_for(std::string const & forward, std::string const & reverse, std::size_t size = 4)
    {
        return message_of<input_error>([&] { read(forward, reverse, size); });
    }

    scratch_folder folder_{};
    std::string forward_{};
    std::string reverse_{};
};

} // namespace

TEST(are_mates, casava_18_headers_differ_in_the_read_number)
{
    EXPECT_TRUE(are_mates("M1:1:F:1:11:2:3 1:N:0:AC", "M1:1:F:1:11:2:3 2:N:0:AC"));
    EXPECT_FALSE(are_mates("M1:1:F:1:11:2:3 1:N:0:AC", "M1:1:F:1:11:2:4 2:N:0:AC"));
}

TEST(are_mates, old_headers_end_in_slash_1_and_slash_2)
{
    EXPECT_TRUE(are_mates("read7/1", "read7/2"));
    EXPECT_TRUE(are_mates("read7/1 comment", "read7/2\tother"));
    EXPECT_FALSE(are_mates("read7/1", "read8/2"));
}

TEST(are_mates, sra_headers_are_alike_or_end_in_dot_1_and_dot_2)
{
    EXPECT_TRUE(are_mates("SRR1.7 7 length=250", "SRR1.7 7 length=250"));
    EXPECT_TRUE(are_mates("SRR1.7.1 7 length=250", "SRR1.7.2 7 length=250"));
    EXPECT_FALSE(are_mates("SRR1.1", "SRR1.2")) << "spots 1 and 2, not ends of one spot";
    EXPECT_FALSE(are_mates("SRR1.7.1", "SRR1.8.2"));
    EXPECT_FALSE(are_mates("read.a.1", "read.a.2"));
}

TEST(are_mates, swapped_files_are_mates_too)
{
    EXPECT_TRUE(are_mates("read7/2", "read7/1"));
    EXPECT_TRUE(are_mates("a 2:N:0:AC", "a 1:N:0:AC"));
}

TEST(are_mates, two_headers_of_the_same_end_are_not)
{
    EXPECT_FALSE(are_mates("read7/1", "read7/1"));
    EXPECT_FALSE(are_mates("a 1:N:0:AC", "a 1:N:0:AC"));
}

TEST(are_mates, names_without_any_mark_are_compared)
{
    EXPECT_TRUE(are_mates("a", "a"));
    EXPECT_TRUE(are_mates("a x", "a y"));
    EXPECT_TRUE(are_mates("", ""));
    EXPECT_FALSE(are_mates("a", "b"));
    EXPECT_FALSE(are_mates("a", "aa"));
}

TEST(fragment_name, is_the_header_without_comment_and_end)
{
    EXPECT_EQ(fragment_name("a/1 x"), "a");
    EXPECT_EQ(fragment_name("a/2"), "a");
    EXPECT_EQ(fragment_name("a/3"), "a/3");
    EXPECT_EQ(fragment_name("a\tb"), "a");
    EXPECT_EQ(fragment_name("/1"), "");
    EXPECT_EQ(fragment_name(""), "");
}

TEST_F(pair_reader, pairs_are_read_in_step_for_any_block_size)
{
    for (std::size_t const size : {1U, 3U, 10U, 11U, 1000U})
        EXPECT_EQ(read(records(1, 10, "/1"), records(1, 10, "/2"), size), 10U);
}

TEST_F(pair_reader, two_empty_files_have_no_pairs)
{
    EXPECT_EQ(read("", ""), 0U);
}

TEST_F(pair_reader, long_reads_in_one_file_do_not_bring_it_out_of_step)
{
    std::string const long_sequence(block_reader::most_bytes, 'A');
    EXPECT_EQ(read(record("a", long_sequence) + record("b") + record("c"),
                   record("a") + record("b") + record("c", long_sequence), 100),
              3U);
}

TEST_F(pair_reader, unequal_counts_are_an_error_with_both_counts)
{
    for (std::size_t const size : {1U, 3U, 4U, 1000U})
    {
        std::string message = error_for(records(1, 10, "/1"), records(1, 7, "/2"), size);
        EXPECT_THAT(message, HasSubstr(forward_ + " and " + reverse_ +
                                       ": record 8: expected as many reads in one file "
                                       "as in the other, found 10 reads in " +
                                       forward_ + " and 7 in " + reverse_));
        message = error_for(records(1, 8, "/1"), records(1, 12, "/2"), size);
        EXPECT_THAT(message, HasSubstr("record 9: expected"));
        EXPECT_THAT(message, HasSubstr("found 8 reads in " + forward_ + " and 12 in " + reverse_));
    }
}

TEST_F(pair_reader, an_empty_mate_file_is_an_error)
{
    std::string message = error_for(records(1, 10, "/1"), "");
    EXPECT_THAT(message, HasSubstr("10 reads in " + forward_ + " and 0 in " + reverse_));
    message = error_for("", records(1, 10, "/2"));
    EXPECT_THAT(message, HasSubstr("0 reads in " + forward_ + " and 10 in " + reverse_));
}

TEST_F(pair_reader, a_pair_out_of_step_is_an_error_with_both_headers)
{
    std::string const message = error_for(record("a/1") + record("b/1"), record("a/2") + record("c/2"));
    EXPECT_THAT(message, HasSubstr(forward_ + ": record 2 (b/1): expected its mate as record 2 of " + reverse_ +
                                   ", found 'c/2'"));
    EXPECT_THAT(message, HasSubstr("out of step"));
}

TEST_F(pair_reader, a_read_missing_in_the_middle_is_told_before_the_counts)
{
    EXPECT_THAT(error_for(records(1, 10, "/1"), records(1, 4, "/2") + records(6, 10, "/2"), 1000),
                HasSubstr("record 5 (read5/1): expected its mate"));
}

TEST_F(pair_reader, one_file_given_twice_is_an_error)
{
    EXPECT_THAT(error_for(records(1, 2, " 1:N:0:A"), records(1, 2, " 1:N:0:A")),
                HasSubstr("was one file given twice?"));
}

TEST_F(pair_reader, the_first_bad_record_of_either_file_is_told)
{
    std::string const bad = "@read3/2\nAX\n+\nII\n";
    EXPECT_THAT(
        error_for(records(1, 4, "/1") + "@read5/1\nA\n+\nII\n", records(1, 2, "/2") + bad + records(4, 5, "/2"), 9),
        HasSubstr(reverse_ + ": record 3, line 10 (read3/2)"));
    EXPECT_THAT(error_for(records(1, 1, "/1") + "@read2/1\nA\n+\nII\n", records(1, 2, "/2") + bad, 9),
                HasSubstr(forward_ + ": record 2, line 8 (read2/1)"));
}

TEST(pair_block_reader, both_files_cannot_be_standard_input)
{
    EXPECT_THROW((pair_block_reader{"-", "-"}), usage_error);
}
