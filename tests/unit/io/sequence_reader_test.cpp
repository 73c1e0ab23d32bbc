// SPDX-License-Identifier: BSD-3-Clause
#include <ampstream/io/sequence_reader.hpp>

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/format.hpp>

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

struct plain_read
{
    std::string header;
    std::string sequence;
    std::string quality;
    std::uint64_t record;
    bool operator==(plain_read const &) const = default;
};

std::vector<plain_read>
read_all(std::string const & text, std::size_t records = block_reader::default_records, std::size_t step = 1000000)
{
    block_reader blocks{std::make_unique<text_source>(text, step), records};
    std::vector<plain_read> reads{};
    std::uint64_t ordinal = 0;
    while (auto block = blocks.next())
    {
        std::uint64_t const announced = block->records;
        read_batch const batch = parse(std::move(*block));
        EXPECT_EQ(batch.size(), announced);
        EXPECT_LE(batch.size(), records);
        EXPECT_EQ(batch.ordinal, ordinal++);
        for (std::size_t i = 0; i < batch.size(); ++i)
            reads.push_back({std::string{batch[i].header}, std::string{batch[i].sequence},
                             std::string{batch[i].quality}, batch.record(i)});
    }
    return reads;
}

std::string error_for(std::string const & text, std::size_t records = block_reader::default_records)
{
    return message_of<input_error>([&] { read_all(text, records); });
}

std::string const good = "@r1 x\nACGT\n+\nIIII\n";

} // namespace

TEST(read_fastq, a_record_is_header_sequence_and_quality)
{
    EXPECT_EQ(read_all("@r1 x\nACGT\n+\nIIII\n@r2\nNN\n+r2\n!~\n"),
              (std::vector<plain_read>{{"r1 x", "ACGT", "IIII", 1}, {"r2", "NN", "!~", 2}}));
}

TEST(read_fastq, crlf_is_read_as_lf)
{
    EXPECT_EQ(read_all("@r1 x\r\nACGT\r\n+\r\nIIII\r\n@r2\r\nAC\r\n+r2\r\nII\r\n"),
              (std::vector<plain_read>{{"r1 x", "ACGT", "IIII", 1}, {"r2", "AC", "II", 2}}));
}

TEST(read_fastq, the_last_line_needs_no_newline)
{
    EXPECT_EQ(read_all("@r\nACGT\n+\nIIII"), (std::vector<plain_read>{{"r", "ACGT", "IIII", 1}}));
    EXPECT_EQ(read_all("@r\r\nACGT\r\n+\r\nIIII\r"), (std::vector<plain_read>{{"r", "ACGT", "IIII", 1}}));
}

TEST(read_fastq, lower_case_and_all_iupac_letters_are_kept)
{
    std::string const letters = "ACGTURYSWKMBDHVNacgturyswkmbdhvn";
    EXPECT_EQ(read_all("@r\n" + letters + "\n+\n" + std::string(letters.size(), 'I') + "\n").at(0).sequence, letters);
}

TEST(read_fastq, qualities_0_to_93_are_kept)
{
    std::string qualities{};
    for (char value = '!'; value <= '~'; ++value)
        qualities += value;
    EXPECT_EQ(read_all("@r\n" + std::string(94, 'A') + "\n+\n" + qualities + "\n").at(0).quality, qualities);
}

TEST(read_fastq, a_quality_line_may_begin_with_an_at_sign_or_a_plus)
{
    EXPECT_EQ(read_all("@a\nAC\n+\n@I\n@b\nAC\n+\n+I\n").size(), 2U);
}

TEST(read_fastq, reads_of_length_0_are_read)
{
    EXPECT_EQ(read_all("@a\n\n+\n\n@b\nA\n+\nI\n"), (std::vector<plain_read>{{"a", "", "", 1}, {"b", "A", "I", 2}}));
}

TEST(read_fastq, an_empty_header_is_read)
{
    EXPECT_EQ(read_all("@\nA\n+\nI\n").at(0).header, "");
}

TEST(read_fastq, blank_lines_at_the_end_are_skipped)
{
    for (std::string const end : {"\n", "\r\n", "\n\n\n\n\n\n\n\n\n", "\r\n\r\n\r\n\r\n\r\n"})
        for (std::size_t const records : {1U, 2U, 100U})
        {
            EXPECT_EQ(read_all(good + end, records).size(), 1U);
            EXPECT_EQ(read_all(good + good + end, records).size(), 2U);
        }
    EXPECT_EQ(read_all(good + std::string(1000000, '\n')).size(), 1U);
}

TEST(read_fastq, a_blank_line_between_records_is_an_error)
{
    for (std::size_t const records : {1U, 2U, 100U})
    {
        std::string const message = error_for(good + "\n" + good, records);
        EXPECT_THAT(message, HasSubstr("reads.fq: record 2, line 5: expected a header that begins with '@', found a "
                                       "blank line between records"));
    }
}

TEST(read_fastq, an_empty_input_has_no_reads)
{
    EXPECT_TRUE(read_all("").empty());
}

TEST(read_fastq, another_first_character_is_an_error)
{
    EXPECT_THAT(error_for("ACGT\n"), HasSubstr("reads.fq: record 1, line 1: expected '@' (FASTQ) or '>' (FASTA) as the "
                                               "first character, found 'A'"));
    EXPECT_THAT(error_for("\n@r\n"), HasSubstr("found an empty line"));
    EXPECT_THAT(error_for("\xEF\xBB\xBF@r\n"), HasSubstr("found byte 0xef"));
}

TEST(read_fastq, a_missing_at_sign_is_an_error)
{
    EXPECT_THAT(error_for(good + "r2\nACGT\n+\nIIII\n"),
                HasSubstr("reads.fq: record 2, line 5: expected a header that begins with '@', found 'r2'"));
}

TEST(read_fastq, a_missing_plus_is_an_error)
{
    EXPECT_THAT(error_for(good + "@r2 y\nACGT\nACGT\nIIII\n"),
                HasSubstr("reads.fq: record 2, line 7 (r2 y): expected '+' as the third line of a FASTQ record, found "
                          "'ACGT'"));
}

TEST(read_fastq, a_plus_line_with_another_header_is_an_error)
{
    EXPECT_THAT(error_for("@r2\nACGT\n+r3\nIIII\n"),
                HasSubstr("record 1, line 3 (r2): expected '+' alone or followed by the record's own header, found "
                          "'+r3'"));
}

TEST(read_fastq, sequence_and_quality_of_different_length_are_an_error)
{
    EXPECT_THAT(error_for(good + "@r2\nACGT\n+\nIII\n"),
                HasSubstr("record 2, line 8 (r2): expected 4 quality values, one a base, found 3."));
    EXPECT_THAT(error_for("@r2\nACGT\n+\nIIIII\n"), HasSubstr("expected 4 quality values, one a base, found 5."));
    EXPECT_THAT(error_for("@r2\nACGT\n+\n\n"), HasSubstr("expected 4 quality values, one a base, found 0."));
}

TEST(read_fastq, an_illegal_character_is_named_with_its_column)
{
    EXPECT_THAT(
        error_for(good + "@r2\nACXT\n+\nIIII\n"),
        HasSubstr("record 2, line 6 (r2): expected IUPAC nucleotide letters only, found character 'X' in column "
                  "3"));
    for (std::string const letter : {".", "-", "*", "1", " ", "\t", "E", "@", "x"})
        EXPECT_THAT(error_for("@r\nAC" + letter + "T\n+\nIIII\n"), HasSubstr("in column 3")) << letter;
    EXPECT_THAT(error_for("@r\nAC\xff"
                          "T\n+\nIIII\n"),
                HasSubstr("found character 0xff in column 3"));
}

TEST(read_fastq, every_byte_that_is_no_iupac_letter_is_an_error)
{
    for (int code = 0; code < 256; ++code)
    {
        auto const letter = static_cast<char>(code);
        if (letter == '\n' || letter == '\r' ||
            std::string_view{"ACGTURYSWKMBDHVNacgturyswkmbdhvn"}.find(letter) != std::string_view::npos)
            continue;
        EXPECT_THAT(error_for("@r\n" + std::string(40, 'A') + letter + "A\n+\n" + std::string(42, 'I') + "\n"),
                    HasSubstr("in column 41"))
            << code;
    }
}

TEST(read_fastq, a_quality_out_of_range_is_named_with_its_column)
{
    EXPECT_THAT(error_for("@r\nACGT\n+\nII I\n"),
                HasSubstr("record 1, line 4 (r): expected quality characters '!' to '~' (Phred 0 to 93, offset 33), "
                          "found character ' ' in column 3"));
    EXPECT_THAT(error_for("@r\nACGT\n+\nIII\x7f\n"), HasSubstr("found character 0x7f in column 4"));
    EXPECT_THAT(error_for("@r\nACGT\n+\n\x80III\n"), HasSubstr("found character 0x80 in column 1"));
}

TEST(read_fastq, a_record_cut_after_any_line_is_truncated)
{
    EXPECT_THAT(error_for(good + "@r2\n"), HasSubstr("record 2, line 5 (r2): expected four lines in a FASTQ record"));
    EXPECT_THAT(error_for(good + "@r2"), HasSubstr("found a truncated record: the end of the file in place of the "
                                                   "sequence"));
    EXPECT_THAT(error_for(good + "@r2\nACGT\n"), HasSubstr("the end of the file in place of the '+' line"));
    EXPECT_THAT(error_for(good + "@r2\nACGT\n+\n"), HasSubstr("the end of the file in place of the quality"));
    EXPECT_THAT(error_for(good + "@r2\nACGT\n+"), HasSubstr("the end of the file in place of the quality"));
}

TEST(read_fastq, a_file_cut_at_any_byte_is_never_read_as_if_it_were_whole)
{
    std::string const text = "@r1\nACGT\n+\nIIII\n@r2\nACGTA\n+r2\nIIIII\n";
    std::vector<plain_read> const whole = read_all(text);
    for (std::size_t length = 1; length < text.size() - 1; ++length)
    {
        if (length == 16 || length == 15) // exactly one record
            continue;
        EXPECT_THROW(read_all(text.substr(0, length)), input_error) << length;
    }
    EXPECT_EQ(read_all(text.substr(0, text.size() - 1)), whole);
}

TEST(read_fastq, a_source_that_fails_says_after_which_record)
{
    scratch_folder const folder{};
    std::string text{};
    for (int i = 0; i < 20000; ++i)
        text += "@read" + std::to_string(i) + "\nACGTACGTAACC\n+\nIIIIIIIIIIII\n";
    std::string const packed = gzip(text);
    std::string const path = folder.write("cut.fq.gz", packed.substr(0, packed.size() - 4));
    sequence_reader reader{path, 1000};
    std::string const message = message_of<input_error>(
        [&]
        {
            while (reader.next())
            {
            }
        });
    EXPECT_THAT(message, HasSubstr("found the end of the file before the checksum and length that close a gzip member, "
                                   "after record 20000"));
}

TEST(read_fastq, neither_block_size_nor_the_sources_steps_change_anything)
{
    std::mt19937 draw{3};
    std::string text{};
    std::vector<plain_read> expected{};
    for (std::uint64_t record = 1; record <= 300; ++record)
    {
        std::string sequence(draw() % 40, 'A');
        std::string quality(sequence.size(), '@');
        for (char & letter : sequence)
            letter = "ACGTNacgtn"[draw() % 10];
        expected.push_back({"read" + std::to_string(record), sequence, quality, record});
        append_fastq(text, {expected.back().header, sequence, quality});
    }
    for (std::size_t const records : {1U, 2U, 7U, 299U, 300U, 301U, 100000U})
        for (std::size_t const step : {1U, 3U, 100U, 1000000U})
            EXPECT_EQ(read_all(text, records, step), expected) << records << ' ' << step;
}

TEST(read_fastq, line_numbers_go_on_from_block_to_block)
{
    std::string text{};
    for (int i = 0; i < 10; ++i)
        text += good;
    EXPECT_THAT(error_for(text + "@bad\nA\n+\nII\n", 3), HasSubstr("record 11, line 44 (bad)"));
}

TEST(read_fasta, lines_of_a_sequence_are_joined)
{
    EXPECT_EQ(read_all(">a b\nACG\nTAC\n\nG\n>b\nNNN\n>c\n"),
              (std::vector<plain_read>{{"a b", "ACGTACG", "", 1}, {"b", "NNN", "", 2}, {"c", "", "", 3}}));
}

TEST(read_fasta, crlf_blanks_at_line_ends_and_a_missing_last_newline_are_accepted)
{
    EXPECT_EQ(read_all(">a b\r\nACG \r\nTAC\t\r\n\r\n>b\r\nNNN"),
              (std::vector<plain_read>{{"a b", "ACGTAC", "", 1}, {"b", "NNN", "", 2}}));
    EXPECT_EQ(read_all(">a"), (std::vector<plain_read>{{"a", "", "", 1}}));
    EXPECT_EQ(read_all(">a\nAC\n\n\n"), (std::vector<plain_read>{{"a", "AC", "", 1}}));
}

TEST(read_fasta, a_greater_sign_inside_a_header_begins_no_record)
{
    EXPECT_EQ(read_all(">a>b\nAC\n>c > d\nGT\n", 1),
              (std::vector<plain_read>{{"a>b", "AC", "", 1}, {"c > d", "GT", "", 2}}));
}

TEST(read_fasta, an_illegal_character_is_named_with_its_line)
{
    EXPECT_THAT(error_for(">a\nACG\n>b\nAC\nA-C\n"),
                HasSubstr("record 2, line 5 (b): expected IUPAC nucleotide letters only, found character '-' in column "
                          "2"));
    EXPECT_THAT(error_for(">a\nACG\n>b\nAC\nA-C\n", 1), HasSubstr("record 2, line 5 (b)"));
    for (std::string const letter : {".", "*", "1", " ", "E", "X", "@"})
        EXPECT_THAT(error_for(">a\nAC" + letter + "T\n"), HasSubstr("in column 3")) << letter;
}

TEST(read_fasta, neither_block_size_nor_the_sources_steps_change_anything)
{
    std::mt19937 draw{5};
    std::string text{};
    std::vector<plain_read> expected{};
    for (std::uint64_t record = 1; record <= 200; ++record)
    {
        std::string sequence(draw() % 200, 'A');
        for (char & letter : sequence)
            letter = "ACGTNacgtn"[draw() % 10];
        expected.push_back({"read>" + std::to_string(record), sequence, "", record});
        append_fasta(text, expected.back().header, sequence, 1 + draw() % 80);
    }
    for (std::size_t const records : {1U, 2U, 7U, 199U, 200U, 201U})
        for (std::size_t const step : {1U, 3U, 100U, 1000000U})
            EXPECT_EQ(read_all(text, records, step), expected) << records << ' ' << step;
}
