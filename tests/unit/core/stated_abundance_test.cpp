// SPDX-License-Identifier: BSD-3-Clause
// Rules of the abundance a header states.
#include <ampstream/core/stated_abundance.hpp>

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

namespace ampstream
{

namespace
{

std::uint64_t stated(std::string const & header)
{
    read_batch batch;
    batch.push_back(header, "ACGT", {}, 17);
    return stated_abundance(batch, 0, "a.fasta");
}

} // namespace

TEST(stated_abundance, is_the_number_in_the_label_or_one)
{
    EXPECT_EQ(stated("a;size=3;x"), 3U);
    EXPECT_EQ(stated("size=4"), 4U);
    EXPECT_EQ(stated("a"), 1U);
    EXPECT_EQ(stated("a;oversize=3"), 1U);
    EXPECT_EQ(stated("a;size=9223372036854775807"), 9223372036854775807U);
}

TEST(stated_abundance, what_stands_behind_a_blank_does_not_count)
{
    EXPECT_EQ(stated("a text;size=3"), 1U);
}

TEST(stated_abundance, zero_and_more_than_63_bits_are_errors_with_file_and_record)
{
    for (auto const * header : {"a;size=0", "a;size=9223372036854775808;"})
        try
        {
            (void)stated(header);
            FAIL() << header;
        }
        catch (input_error const & problem)
        {
            EXPECT_THAT(problem.what(), testing::HasSubstr("a.fasta: record 17"));
        }
}

} // namespace ampstream
