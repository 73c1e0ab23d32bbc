// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/sequence_reader.hpp>

#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "io_testing.hpp"

using namespace ampstream;
using namespace ampstream::io;
using ampstream::testing::text_source;

namespace
{

std::vector<read_batch>
read_all(std::string const & text, std::size_t records = block_reader::default_records, std::size_t step = 1000000)
{
    block_reader blocks{std::make_unique<text_source>(text, step), records};
    std::vector<read_batch> batches{};
    while (auto block = blocks.next())
        batches.push_back(parse(std::move(*block)));
    return batches;
}

} // namespace

TEST(sequence_reader, a_fastq_record_is_header_sequence_and_quality)
{
    auto const batches = read_all("@r1 x\nACGT\n+\nIIII\n@r2\nNN\n+r2\n!~\n");
    ASSERT_EQ(batches.size(), 1U);
    ASSERT_EQ(batches[0].size(), 2U);
    EXPECT_EQ(batches[0][0].header, "r1 x");
    EXPECT_EQ(batches[0][0].sequence, "ACGT");
    EXPECT_EQ(batches[0][0].quality, "IIII");
    EXPECT_EQ(batches[0][1].header, "r2");
    EXPECT_EQ(batches[0][1].sequence, "NN");
    EXPECT_EQ(batches[0][1].quality, "!~");
    EXPECT_EQ(batches[0].record(1), 2U);
}
