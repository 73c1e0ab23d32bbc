// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/core/read_batch.hpp>

#include <gtest/gtest.h>

using ampstream::read_batch;

TEST(read_batch, trimming_moves_bases_and_qualities_together)
{
    read_batch batch;
    batch.push_back("r1", "ACGTN", "ABCDE", 1);
    batch.keep_range(0, 1, 3);
    EXPECT_EQ(batch[0].sequence, "CGT");
    EXPECT_EQ(batch[0].quality, "BCD");
    batch.keep_range(0, 3, 0);
    EXPECT_EQ(batch[0].sequence, "");
}

TEST(read_batch, turning_a_read_complements_bases_and_reverses_qualities)
{
    read_batch batch;
    batch.push_back("r1", "AACGN", "12345", 1);
    batch.push_back("fasta", "AAC", "", 2);
    batch.reverse_complement(0);
    batch.reverse_complement(1);
    EXPECT_EQ(batch[0].sequence, "NCGTT");
    EXPECT_EQ(batch[0].quality, "54321");
    EXPECT_EQ(batch[1].sequence, "GTT");
    EXPECT_EQ(batch[1].quality, "");
}

TEST(read_batch, retain_keeps_order_and_record_numbers)
{
    read_batch batch;
    for (int i = 1; i <= 4; ++i)
        batch.push_back(std::string(static_cast<std::size_t>(i), 'x'), "A", "I", static_cast<std::uint64_t>(10 * i));
    batch.retain({0, 1, 0, 1});
    ASSERT_EQ(batch.size(), 2U);
    EXPECT_EQ(batch[0].header, "xx");
    EXPECT_EQ(batch.record(1), 40U);
}
