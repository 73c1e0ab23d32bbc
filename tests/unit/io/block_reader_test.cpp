// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/sequence_reader.hpp>

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>

#include "io_testing.hpp"

using namespace ampstream;
using namespace ampstream::io;
using ampstream::testing::gzip;
using ampstream::testing::message_of;
using ampstream::testing::scratch_folder;
using ampstream::testing::text_source;
using ::testing::HasSubstr;

namespace
{

std::string const good = "@r1 x\nACGT\n+\nIIII\n";

} // namespace

TEST(block_reader, reading_ahead_changes_no_block)
{
    std::mt19937 draw{9};
    std::string fastq{};
    std::string fasta{};
    for (int i = 0; i < 3000; ++i)
    {
        fastq += "@r" + std::to_string(i) + "\nACGTN\n+\nIIII!\n";
        fasta += ">r" + std::to_string(i) + (i % 3 == 0 ? "\nACGT\nAC\n" : "\nACGTN\n");
    }
    for (std::string const & text : {fastq, fasta})
        for (std::size_t const step : {37U, 65536U})
        {
            block_reader plain{std::make_unique<text_source>(text, step), 100};
            block_reader ahead{std::make_unique<text_source>(text, step), 100};
            while (true)
            {
                std::size_t const records = 1 + draw() % 130; // fewer or more than were prepared
                ahead.prepare();
                auto const expected = plain.next(records);
                auto const found = ahead.next(records);
                ASSERT_EQ(found.has_value(), expected.has_value());
                if (!expected)
                    break;
                ASSERT_EQ(std::string_view{found->text}, std::string_view{expected->text});
                ASSERT_EQ(found->records, expected->records);
                ASSERT_EQ(found->first_record, expected->first_record);
                ASSERT_EQ(found->first_line, expected->first_line);
                ASSERT_EQ(found->line_ends, expected->line_ends);
            }
        }
}

TEST(block_reader, a_failure_of_reading_ahead_is_told_after_the_blocks_before_it)
{
    scratch_folder const folder{};
    std::string text{};
    for (int i = 0; i < 20000; ++i)
        text += "@read" + std::to_string(i) + "\nACGTACGTAACC\n+\nIIIIIIIIIIII\n";
    std::string const packed = gzip(text);
    std::string const path = folder.write("cut.fq.gz", packed.substr(0, packed.size() - 4));
    std::vector<std::uint64_t> records{};
    std::vector<std::string> messages{};
    for (bool const is_ahead : {false, true})
    {
        block_reader reader{open_input(path), 700};
        std::uint64_t count = 0;
        messages.push_back(message_of<input_error>(
            [&]
            {
                while (true)
                {
                    if (is_ahead)
                        reader.prepare();
                    auto const block = reader.next(300);
                    if (!block)
                        break;
                    count += block->records;
                }
            }));
        records.push_back(count);
    }
    EXPECT_EQ(messages[0], messages[1]);
    EXPECT_EQ(records[0], records[1]);
}

TEST(block_reader, what_is_no_sequence_file_is_told_alike_when_read_ahead)
{
    for (std::string const & text : {std::string{"a,b,c\n1,2,3\n"}, std::string{"\n\n@r\nAC\n+\nII\n"}})
    {
        block_reader plain{std::make_unique<text_source>(text), 100};
        block_reader ahead{std::make_unique<text_source>(text), 100};
        ahead.prepare();
        std::string const expected = message_of<input_error>([&] { (void)plain.next(); });
        EXPECT_THAT(expected, HasSubstr("Is this a sequence file?"));
        EXPECT_EQ(message_of<input_error>([&] { (void)ahead.next(); }), expected);
    }
}

TEST(block_reader, long_sequences_end_a_block_early)
{
    std::string const long_record = ">a\n" + std::string(block_reader::most_bytes, 'A') + "\n";
    block_reader blocks{std::make_unique<text_source>(long_record + long_record + ">b\nAC\n"), 100};
    EXPECT_EQ(blocks.next().value().records, 1U);
    EXPECT_EQ(blocks.next().value().records, 1U);
    EXPECT_EQ(blocks.next().value().records, 1U);
    EXPECT_FALSE(blocks.next().has_value());
    EXPECT_FALSE(blocks.next().has_value());
}

TEST(block_reader, a_block_says_where_it_begins)
{
    block_reader blocks{std::make_unique<text_source>(good + good + good), 2};
    blocks.next();
    text_block const second = blocks.next().value();
    EXPECT_EQ(second.file, "reads.fq");
    EXPECT_EQ(second.ordinal, 1U);
    EXPECT_EQ(second.first_record, 3U);
    EXPECT_EQ(second.first_line, 9U);
}
