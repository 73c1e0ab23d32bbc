// SPDX-License-Identifier: BSD-3-Clause
// Rows of bits that grow in both directions.
#include <ampstream/kmer/bit_rows.hpp>

#include <cstdint>

#include <gtest/gtest.h>

#include <ampstream/simd/bit_counts.hpp>

namespace ampstream::kmer
{

TEST(bit_rows, bits_stay_where_they_are_while_rows_and_blocks_are_added)
{
    bit_rows rows;
    for (std::uint32_t i = 0; i < 1000; ++i)
    {
        if (i % 100 == 0)
            rows.open(i / 100 + 1);
        ASSERT_EQ(rows.claim(), i);
        rows.bits(i, i / 100 * bit_rows::width + 64) = i + 1;
    }
    for (std::uint32_t i = 0; i < 1000; ++i)
        for (std::size_t block = 0; block < 10; ++block)
        {
            std::uint64_t const wanted = block == i / 100 ? i + 1 : 0;
            ASSERT_EQ(rows.bits(i, block * bit_rows::width + 64), wanted);
            ASSERT_EQ(rows.bits(i, block * bit_rows::width), 0U);
            ASSERT_EQ(rows.lines(block)[i * simd::bit_block::words + 1], wanted);
        }
}

TEST(bit_rows, a_row_that_was_given_back_comes_again_without_bits)
{
    bit_rows rows;
    rows.open(2);
    (void)rows.claim();
    std::uint32_t const second = rows.claim();
    rows.bits(second, 640) = 7;
    rows.release(second);
    EXPECT_EQ(rows.claim(), second);
    EXPECT_EQ(rows.bits(second, 640), 0U);
}

TEST(bit_rows, are_empty_after_clear)
{
    bit_rows rows;
    rows.open(2);
    std::uint32_t const first = rows.claim();
    rows.bits(first, 0) = 7;
    rows.bits(first, 512) = 7;
    rows.clear();
    rows.open(2);
    EXPECT_EQ(rows.claim(), 0U);
    EXPECT_EQ(rows.bits(0, 0), 0U);
    EXPECT_EQ(rows.bits(0, 512), 0U);
}

} // namespace ampstream::kmer
