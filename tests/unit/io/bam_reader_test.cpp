// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/bam_reader.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <htslib/sam.h>

#include <ampstream/core/error.hpp>

#include "io_testing.hpp"

using namespace ampstream;
using namespace ampstream::io;
using ampstream::testing::file_bytes;
using ampstream::testing::message_of;
using ampstream::testing::scratch_folder;
using ::testing::HasSubstr;

namespace
{

std::string line(std::string const & name, int flag, std::string const & sequence, std::string const & quality)
{
    return name + "\t" + std::to_string(flag) + "\t*\t0\t0\t*\t*\t0\t0\t" + sequence + "\t" + quality + "\n";
}

std::string pair(std::string const & name)
{
    return line(name, 77, "ACGTN", "IIII#") + line(name, 141, "RYTT", "!~AB");
}

class bam_reader : public ::testing::Test
{
protected:
    std::string write_sam(std::string const & lines) const
    {
        return folder_.write("reads.sam", "@HD\tVN:1.6\tSO:unsorted\n" + lines);
    }
    /// The SAM text as BAM ("wb") or CRAM ("wc").
    std::string write_as(std::string const & lines, char const * mode) const
    {
        std::string const target = (folder_.path() / (mode[1] == 'b' ? "reads.bam" : "reads.cram")).string();
        htsFile * const in = hts_open(write_sam(lines).c_str(), "r");
        htsFile * const out = hts_open(target.c_str(), mode);
        sam_hdr_t * const header = sam_hdr_read(in);
        bam1_t * const record = bam_init1();
        EXPECT_EQ(sam_hdr_write(out, header), 0);
        while (sam_read1(in, header, record) >= 0)
            EXPECT_GE(sam_write1(out, header, record), 0);
        bam_destroy1(record);
        sam_hdr_destroy(header);
        hts_close(in);
        EXPECT_EQ(hts_close(out), 0);
        return target;
    }
    static std::size_t read(std::string const & path, std::size_t size = 3)
    {
        bam_pair_reader reader{path, size};
        std::size_t pairs = 0;
        std::uint64_t ordinal = 0;
        while (auto const batch = reader.next())
        {
            EXPECT_EQ(batch->forward.size(), batch->reverse.size());
            EXPECT_LE(batch->forward.size(), size);
            EXPECT_EQ(batch->forward.ordinal, ordinal++);
            pairs += batch->forward.size();
        }
        return pairs;
    }
    static std::string error_for(std::string const & path)
    {
        return message_of<input_error>([&] { read(path); });
    }

    scratch_folder folder_{};
};

} // namespace

TEST_F(bam_reader, pairs_of_bam_cram_and_sam_are_read)
{
    std::string const lines = pair("a") + pair("b") + pair("c") + pair("d");
    for (std::string const & path : {write_as(lines, "wb"), write_as(lines, "wc"), write_sam(lines)})
    {
        EXPECT_EQ(read(path), 4U) << path;
        bam_pair_reader reader{path};
        pair_batch const batch = reader.next().value();
        EXPECT_EQ(batch.forward[1].header, "b");
        EXPECT_EQ(batch.forward[1].sequence, "ACGTN");
        EXPECT_EQ(batch.forward[1].quality, "IIII#");
        EXPECT_EQ(batch.reverse[1].header, "b");
        EXPECT_EQ(batch.reverse[1].sequence, "RYTT");
        EXPECT_EQ(batch.reverse[1].quality, "!~AB");
        EXPECT_EQ(batch.forward.record(1), 2U);
        EXPECT_EQ(reader.name(), path);
    }
}

TEST_F(bam_reader, a_file_without_records_has_no_pairs)
{
    EXPECT_EQ(read(write_as("", "wb")), 0U);
}

TEST_F(bam_reader, reads_that_failed_the_vendors_checks_are_read)
{
    EXPECT_EQ(read(write_sam(line("a", 77 + 512, "A", "I") + line("a", 141 + 512, "A", "I"))), 1U);
}

TEST_F(bam_reader, aligned_reads_are_an_error)
{
    std::string const path =
        write_sam("@SQ\tSN:chr\tLN:100\n" + pair("a") + "b\t99\tchr\t1\t60\t4M\t=\t9\t12\tACGT\tIIII\n");
    std::string const message = error_for(path);
    EXPECT_THAT(message,
                HasSubstr(path + ": record 3 (b): expected flag 77 (unaligned first read of a pair), found flag "
                                 "99"));
}

TEST_F(bam_reader, single_reads_are_an_error)
{
    EXPECT_THAT(error_for(write_sam(line("a", 4, "A", "I"))), HasSubstr("found flag 4"));
}

TEST_F(bam_reader, mates_with_other_names_are_an_error)
{
    EXPECT_THAT(error_for(write_sam(line("a", 77, "A", "I") + line("b", 141, "A", "I"))),
                HasSubstr("record 2 (b): expected the mate of 'a', found 'b'"));
}

TEST_F(bam_reader, a_missing_last_mate_is_an_error)
{
    EXPECT_THAT(error_for(write_sam(pair("a") + line("b", 77, "A", "I"))),
                HasSubstr("record 3 (b): expected its mate as the next record, found the end of the file"));
}

TEST_F(bam_reader, missing_qualities_are_an_error)
{
    EXPECT_THAT(error_for(write_sam(line("a", 77, "ACG", "*") + line("a", 141, "ACG", "III"))),
                HasSubstr("record 1 (a): expected a quality from 0 to 93 for every base, found none"));
}

TEST_F(bam_reader, truncation_is_an_error)
{
    std::string lines{};
    for (int i = 0; i < 5000; ++i)
        lines += pair("read" + std::to_string(i));
    for (char const * mode : {"wb", "wc"})
    {
        std::string const bytes = file_bytes(write_as(lines, mode));
        EXPECT_THAT(error_for(folder_.write("cut.bam", bytes.substr(0, bytes.size() / 2))), HasSubstr("truncated"))
            << mode;
        EXPECT_THAT(error_for(folder_.write("cut.bam", bytes.substr(0, bytes.size() - 28))), HasSubstr("truncated"))
            << mode;
    }
}

TEST_F(bam_reader, damage_in_the_middle_is_an_error)
{
    std::string lines{};
    for (int i = 0; i < 5000; ++i)
        lines += pair("read" + std::to_string(i));
    std::string bytes = file_bytes(write_as(lines, "wb"));
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    EXPECT_THAT(error_for(folder_.write("bad.bam", bytes)), HasSubstr("damaged or truncated data after record"));
}

TEST_F(bam_reader, another_format_is_an_error)
{
    EXPECT_THAT(error_for(folder_.write("x.bam", "@r\nACGT\n+\nIIII\n")),
                HasSubstr("expected a BAM, CRAM or SAM file"));
    EXPECT_THAT(error_for(folder_.write("y.bam", "nonsense")), HasSubstr("expected a BAM, CRAM or SAM file"));
}

TEST_F(bam_reader, a_missing_file_is_a_resource_error)
{
    EXPECT_THAT(message_of<resource_error>([] { read("/nowhere/reads.bam"); }), HasSubstr("No such file or directory"));
}
