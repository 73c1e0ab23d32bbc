// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/core/error.hpp>

#include <cerrno>

#include <gtest/gtest.h>

using namespace ampstream;

TEST(input_error, says_file_record_line_header_expected_found_and_advice)
{
    input_error const error{{.file = "a.fastq", .record = 7, .line = 28, .header = "r7"},
                            {.expected = "4 qualities", .found = "3", .advice = "Was the file cut short?"}};
    EXPECT_STREQ(error.what(),
                 "a.fastq: record 7, line 28 (r7): expected 4 qualities, found 3. Was the file cut short?");
    EXPECT_EQ(error.code(), exit_code::data);
}

TEST(input_error, leaves_out_what_is_not_known)
{
    input_error const error{{.file = "a.fastq.gz"}, {.expected = "gzip data", .found = "the end of the file"}};
    EXPECT_STREQ(error.what(), "a.fastq.gz: expected gzip data, found the end of the file.");
}

TEST(resource_error, carries_the_text_of_errno)
{
    EXPECT_STREQ(resource_error("out.tsv", "writing", ENOSPC).what(), "out.tsv: writing: No space left on device");
}
