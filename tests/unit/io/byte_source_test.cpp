// SPDX-License-Identifier: BSD-3-Clause
// Every case runs on zlib and, where it is built in, on ISA-L.
#include <ampstream/io/byte_source.hpp>

#include <cstdlib>
#include <functional>
#include <random>
#include <thread>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ampstream/core/error.hpp>

#include "io/gzip_source.hpp"
#include "io_testing.hpp"

using namespace ampstream;
using namespace ampstream::io;
using ampstream::testing::gzip;
using ampstream::testing::message_of;
using ampstream::testing::scratch_folder;
using ::testing::HasSubstr;

namespace
{

struct decoder_kind
{
    char const * name;
    std::unique_ptr<detail::inflater> (*make)();
};

class byte_source_test : public ::testing::TestWithParam<decoder_kind>
{
protected:
    /// Reads a file with the decoder under test, `step` bytes at a time.
    std::string read_path(std::string const & path, std::size_t step = 100000) const
    {
        detail::gzip_source source{std::make_unique<detail::raw_file>(path), GetParam().make()};
        std::string text{};
        std::string buffer(step, '\0');
        while (std::size_t const count = source.read(buffer))
            text.append(buffer, 0, count);
        EXPECT_EQ(source.read(buffer), 0U) << "the end stays the end";
        return text;
    }
    std::string read_bytes(std::string_view bytes, std::size_t step = 100000) const
    {
        return read_path(folder_.write("in", bytes), step);
    }
    std::string error_for(std::string_view bytes) const
    {
        return message_of<input_error>([&] { read_bytes(bytes); });
    }

    scratch_folder folder_{};
};

/// Text that compresses neither to nothing nor not at all.
std::string sample_text(std::size_t size)
{
    std::mt19937 draw{7};
    std::string text(size, '\0');
    for (char & letter : text)
        letter = "ACGTN\n@+IIIII?#"[draw() % 15];
    return text;
}

/// A BGZF block: a member with its own size in the extra field.
std::string bgzf(std::string_view text)
{
    std::string packed = gzip(text);
    std::string const deflated = packed.substr(10); // stream and trailer
    std::size_t const size = 18 + deflated.size() - 1;
    std::string block{"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0", 16};
    block += static_cast<char>(size & 0xffU);
    block += static_cast<char>(size >> 8U);
    return block + deflated;
}

std::string const short_text = "@r\nACGT\n+\nIIII\n";

} // namespace

TEST_P(byte_source_test, plain_text_passes_unchanged)
{
    std::string const text = sample_text(700000);
    EXPECT_EQ(read_bytes(text), text);
    EXPECT_EQ(read_bytes(text, 1), text);
}

TEST_P(byte_source_test, an_empty_file_is_an_empty_stream)
{
    EXPECT_EQ(read_bytes(""), "");
}

TEST_P(byte_source_test, one_byte_of_the_magic_number_is_plain_text)
{
    EXPECT_EQ(read_bytes("\x1f"), "\x1f");
}

TEST_P(byte_source_test, gzip_of_any_level_is_decoded)
{
    std::string const text = sample_text(3000000);
    for (int const level : {0, 1, 6, 9})
        EXPECT_EQ(read_bytes(gzip(text, level)), text) << level;
}

TEST_P(byte_source_test, the_size_of_the_readers_buffer_does_not_matter)
{
    std::string const text = sample_text(200000);
    for (std::size_t const step : {1U, 2U, 7U, 4096U, 1000000U})
        EXPECT_EQ(read_bytes(gzip(text), step), text) << step;
}

TEST_P(byte_source_test, members_are_joined)
{
    std::string const text = sample_text(100000);
    EXPECT_EQ(read_bytes(gzip(text) + gzip(short_text) + gzip("") + gzip(text)), text + short_text + text);
}

TEST_P(byte_source_test, members_that_end_at_any_place_of_the_input_buffer_are_joined)
{
    // Small members of varying size end at every offset to the buffer's end, also inside the decoder's bit buffer.
    std::string packed{};
    std::string text{};
    for (std::size_t i = 0; i < 20000; ++i)
    {
        std::string const piece(i % 37, static_cast<char>('A' + i % 7));
        packed += gzip(piece);
        text += piece;
    }
    EXPECT_EQ(read_bytes(packed), text);
}

TEST_P(byte_source_test, members_of_any_size_and_order_are_joined)
{
    std::mt19937 draw{11};
    std::string const all = sample_text(2500000);
    constexpr std::size_t sizes[] = {0, 1, 100, 65280, 300000, 1048575, 1048576, 1048577, 2500000};
    for (int round = 0; round < 6; ++round)
    {
        std::string packed{};
        std::string text{};
        std::size_t const members = 1 + draw() % 8;
        for (std::size_t i = 0; i < members; ++i)
        {
            std::size_t const size = sizes[draw() % (round % 2 == 0 ? 9U : 5U)];
            std::string_view const piece = std::string_view{all}.substr(draw() % (all.size() - size + 1), size);
            packed += size <= 65280 && draw() % 2 == 0 ? bgzf(piece) : gzip(piece, draw() % 3 == 0 ? 0 : 1);
            text += piece;
        }
        for (std::size_t const step : {1000U, 65536U})
            EXPECT_TRUE(read_bytes(packed, step) == text) << "round " << round << ", step " << step;
    }
}

TEST_P(byte_source_test, damage_in_a_later_member_is_told_after_the_text_before_it)
{
    std::string const text = sample_text(300000);
    std::string const member = gzip(text, 1);
    std::string const good = member + member;
    auto const flipped = [&](std::size_t place)
    {
        std::string bytes = good + member;
        bytes[place] = static_cast<char>(bytes[place] ^ 0x10);
        return bytes;
    };
    EXPECT_THAT(error_for(flipped(good.size() + member.size() - 8)), HasSubstr("in the text of gzip member 3"));
    EXPECT_THAT(error_for(flipped(good.size() + member.size() - 4)), HasSubstr("300000 bytes in gzip member 3"));
    EXPECT_THAT(error_for(good + member.substr(0, member.size() / 2)), HasSubstr("in the middle of the compressed"));
    for (std::string const & bytes : {flipped(good.size() + member.size() - 8), good + member.substr(0, 20000)})
    {
        detail::gzip_source source{std::make_unique<detail::raw_file>(folder_.write("in", bytes)), GetParam().make()};
        std::string buffer(65536, '\0');
        std::string found{};
        EXPECT_THROW(while (std::size_t const count = source.read(buffer)) found.append(buffer, 0, count), input_error);
        EXPECT_GE(found.size(), 2 * text.size());
        EXPECT_TRUE((text + text + text).starts_with(found));
    }
}

TEST_P(byte_source_test, bgzf_blocks_are_joined)
{
    std::string const text = sample_text(60000);
    EXPECT_EQ(read_bytes(bgzf(text) + bgzf(short_text) + bgzf("")), text + short_text);
}

TEST_P(byte_source_test, optional_header_fields_are_skipped_and_their_checksum_is_tested)
{
    std::string const packed = gzip(short_text);
    std::string header{"\x1f\x8b\x08\x1e\0\0\0\0\0\xff", 10}; // checksum, extra, name, comment
    header += std::string{"\x03\0abcname\0comment\0", 18};
    auto const crc = static_cast<unsigned>(
        crc32(0, reinterpret_cast<Bytef const *>(header.data()), static_cast<uInt>(header.size())));
    std::string const good{static_cast<char>(crc & 0xffU), static_cast<char>((crc >> 8U) & 0xffU)};
    EXPECT_EQ(read_bytes(header + good + packed.substr(10)), short_text);
    std::string const bad{static_cast<char>(~crc & 0xffU), good[1]};
    EXPECT_THAT(error_for(header + bad + packed.substr(10)), HasSubstr("header checksum"));
}

TEST_P(byte_source_test, zero_padding_after_the_last_member_is_accepted)
{
    EXPECT_EQ(read_bytes(gzip(short_text) + std::string(1000, '\0')), short_text);
    EXPECT_EQ(read_bytes(gzip(short_text) + std::string(1, '\0')), short_text);
}

TEST_P(byte_source_test, trailing_garbage_is_an_error)
{
    for (std::string const garbage : {"x", "garbage", "\x1f", "\x1fx"})
    {
        std::string const message = error_for(gzip(short_text) + garbage);
        EXPECT_THAT(message, HasSubstr("expected the end of the file or another gzip member after member 1"));
        EXPECT_THAT(message, HasSubstr("found trailing garbage"));
        EXPECT_THAT(message, HasSubstr("gzip -t"));
    }
    EXPECT_THAT(error_for(gzip(short_text) + std::string(10, '\0') + "x"), HasSubstr("trailing garbage (byte 0x78)"));
}

TEST_P(byte_source_test, truncation_at_every_byte_is_an_error)
{
    std::string const packed = gzip(sample_text(500));
    for (std::size_t length = 2; length < packed.size(); ++length)
    {
        std::string const message = error_for(packed.substr(0, length));
        EXPECT_THAT(message, HasSubstr("expected a complete gzip file, found the end of the file")) << length;
        EXPECT_THAT(message, HasSubstr(length < 10                  ? "in the header of a gzip member"
                                       : length < packed.size() - 8 ? "in the middle of the compressed data"
                                                                    : "before the checksum and length"))
            << length;
    }
}

TEST_P(byte_source_test, truncation_of_a_later_member_is_an_error)
{
    std::string const packed = gzip(short_text);
    for (std::size_t length = 2; length < packed.size(); ++length)
        EXPECT_THAT(error_for(packed + packed.substr(0, length)), HasSubstr("the end of the file")) << length;
}

TEST_P(byte_source_test, a_large_file_cut_in_the_middle_is_an_error)
{
    std::string const packed = gzip(sample_text(3000000));
    EXPECT_THAT(error_for(packed.substr(0, packed.size() / 2)), HasSubstr("in the middle of the compressed data"));
}

TEST_P(byte_source_test, a_wrong_checksum_is_an_error)
{
    std::string packed = gzip(short_text);
    packed[packed.size() - 8] = static_cast<char>(packed[packed.size() - 8] ^ 1);
    std::string const message = error_for(packed);
    EXPECT_THAT(message, HasSubstr("expected checksum (CRC-32)"));
    EXPECT_THAT(message, HasSubstr("in the text of gzip member 1"));
}

TEST_P(byte_source_test, a_wrong_length_is_an_error)
{
    std::string packed = gzip(short_text);
    packed[packed.size() - 4] = static_cast<char>(packed[packed.size() - 4] ^ 1);
    EXPECT_THAT(error_for(packed), HasSubstr("found 15 bytes in gzip member 1"));
}

TEST_P(byte_source_test, an_invalid_deflate_code_is_an_error)
{
    std::string packed = gzip(short_text);
    packed[10] = static_cast<char>(0x07); // final block of the reserved type 3
    EXPECT_THAT(error_for(packed), HasSubstr("invalid deflate code"));
}

TEST_P(byte_source_test, an_unknown_method_is_an_error)
{
    std::string packed = gzip(short_text);
    packed[2] = 7;
    EXPECT_THAT(error_for(packed), HasSubstr("expected gzip compression method 8 (deflate), found method 7"));
}

TEST_P(byte_source_test, reserved_flags_are_an_error)
{
    std::string packed = gzip(short_text);
    packed[3] = '\x80';
    EXPECT_THAT(error_for(packed), HasSubstr("reserved flags"));
}

TEST_P(byte_source_test, no_flip_of_a_single_bit_goes_unnoticed)
{
    std::string const text = sample_text(200);
    std::string const packed = gzip(text);
    for (std::size_t bit = 0; bit < packed.size() * 8; ++bit)
    {
        std::string damaged = packed;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1U << (bit % 8)));
        try
        {
            // Without the magic number it is plain text. Time stamp, hint flags, the operating system and the bits that
            // fill the last byte of the deflate stream say nothing about the text.
            std::string const found = read_bytes(damaged);
            EXPECT_TRUE(bit < 16 || found == text) << "bit " << bit;
        }
        catch (input_error const &)
        {
        }
    }
}

TEST_P(byte_source_test, damaged_files_are_accepted_and_refused_as_gzip_does)
{
    if (std::system("gzip --version > /dev/null 2>&1") != 0)
        GTEST_SKIP() << "SKIPPED: gzip is not installed; nothing was compared";
    std::mt19937 draw{23};
    std::string const whole = gzip(sample_text(300)) + gzip(short_text) + bgzf(sample_text(100)) + bgzf("");
    for (int round = 0; round < 150; ++round)
    {
        std::string bytes = whole;
        std::size_t const place = 2 + draw() % (bytes.size() - 2);
        switch (draw() % 5)
        {
        case 0:
            bytes[place] = static_cast<char>(draw() % 256);
            break;
        case 1:
            bytes.resize(place);
            break;
        case 2:
            bytes.erase(place, 1 + draw() % 5);
            break;
        case 3:
            bytes.insert(place, 1 + draw() % 5, static_cast<char>(draw() % 256));
            break;
        default:
            bytes.append(1 + draw() % 20, static_cast<char>(draw() % 3 == 0 ? 'x' : 0));
            break;
        }
        std::string const path = folder_.write("damaged.gz", bytes);
        std::string const oracle = (folder_.path() / "oracle").string();
        bool const is_whole = std::system(("gzip -dc " + path + " > " + oracle + " 2> /dev/null").c_str()) == 0;
        std::string text{};
        bool is_accepted = true;
        try
        {
            text = read_path(path);
        }
        catch (input_error const &)
        {
            is_accepted = false;
        }
        EXPECT_EQ(is_accepted, is_whole) << "round " << round;
        if (is_accepted && is_whole)
        {
            EXPECT_EQ(text, ampstream::testing::file_bytes(oracle)) << "round " << round;
        }
    }
}

TEST_P(byte_source_test, other_compressions_are_named)
{
    EXPECT_THAT(error_for("BZh91AY&SY"), HasSubstr("expected plain text or gzip, found bzip2 compression"));
    EXPECT_THAT(error_for(std::string{"\xFD"
                                      "7zXZ\0",
                                      6}),
                HasSubstr("xz compression"));
    EXPECT_THAT(error_for("\x28\xB5\x2F\xFD\x04"), HasSubstr("zstd compression"));
    EXPECT_THAT(error_for("PK\x03\x04rest"), HasSubstr("zip compression"));
}

TEST_P(byte_source_test, the_message_begins_with_the_file)
{
    std::string const path = folder_.write("in", gzip(short_text) + "x");
    EXPECT_TRUE(message_of<input_error>([&] { read_path(path); }).starts_with(path + ": expected"));
}

TEST_P(byte_source_test, a_fifo_is_read_as_it_fills)
{
    std::string const path = (folder_.path() / "fifo").string();
    ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
    std::string const text = sample_text(300000);
    std::string const packed = gzip(text) + gzip(short_text);
    std::thread writer{[&]
                       {
                           int const descriptor = ::open(path.c_str(), O_WRONLY);
                           for (std::size_t begin = 0; begin < packed.size();)
                           {
                               std::size_t const size = std::min<std::size_t>(1 + begin % 977, packed.size() - begin);
                               ssize_t const count = ::write(descriptor, packed.data() + begin, size);
                               begin += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
                           }
                           ::close(descriptor);
                       }};
    std::string found{};
    EXPECT_NO_THROW(found = read_path(path));
    writer.join();
    EXPECT_EQ(found, text + short_text);
}

namespace
{

std::vector<decoder_kind> const decoders{
#ifdef AMPSTREAM_HAVE_ISAL
    {"isal", detail::make_isal_inflater},
#endif
    {"zlib", detail::make_zlib_inflater}};

} // namespace

INSTANTIATE_TEST_SUITE_P(decoders,
                         byte_source_test,
                         ::testing::ValuesIn(decoders),
                         [](auto const & about) { return std::string{about.param.name}; });

TEST(open_input, a_missing_file_is_a_resource_error)
{
    EXPECT_THAT(message_of<resource_error>([] { static_cast<void>(open_input("/nowhere/reads.fq")); }),
                HasSubstr("/nowhere/reads.fq: cannot open for reading: No such file or directory"));
}

TEST(open_input, a_folder_is_a_resource_error)
{
    scratch_folder const folder{};
    EXPECT_THAT(message_of<resource_error>([&] { static_cast<void>(open_input(folder.path().string())); }),
                HasSubstr("Is a directory"));
}

TEST(open_input, gzip_is_known_by_its_bytes_not_by_its_name)
{
    scratch_folder const folder{};
    std::string buffer(100, '\0');
    auto const packed = open_input(folder.write("reads.fq", gzip(short_text)));
    EXPECT_EQ(buffer.substr(0, packed->read(buffer)), short_text);
    auto const plain = open_input(folder.write("reads.fq.gz", short_text));
    EXPECT_EQ(buffer.substr(0, plain->read(buffer)), short_text);
}
