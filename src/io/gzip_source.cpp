// SPDX-License-Identifier: BSD-3-Clause
// RFC 1952 members around raw deflate streams, with every length and checksum verified.
#include "io/gzip_source.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::io::detail
{

namespace
{

constexpr std::size_t input_size = std::size_t{512} * 1024;
constexpr std::size_t most_small_text = std::size_t{1024} * 1024; ///< of a small member; what `output_file` writes
constexpr std::size_t member_frame = 18; ///< bytes of the shortest header, and of the checksum and length at the end
constexpr std::size_t history = 8;       ///< used bytes kept in front of the buffer: a decoder may hand that many back
constexpr std::uint8_t magic_1 = 0x1f;
constexpr std::uint8_t magic_2 = 0x8b;

constexpr std::string_view advice_damaged =
    "The file is damaged; copy it again and compare its checksum with the original (gzip -t tests it).";
constexpr std::string_view advice_truncated =
    "The file was cut off, as by an interrupted copy or download; copy it again (gzip -t tests it).";

/// Name of a compression we do not read, by its magic bytes; empty for none.
std::string_view foreign_compression(std::string_view start)
{
    if (start.starts_with("BZh"))
        return "bzip2";
    if (start.starts_with("\xFD"
                          "7zXZ"))
        return "xz";
    if (start.starts_with("\x28\xB5\x2F\xFD"))
        return "zstd";
    if (start.starts_with("PK\x03\x04"))
        return "zip";
    return {};
}

} // namespace

gzip_source::gzip_source(std::unique_ptr<raw_file> file, std::unique_ptr<inflater> decoder)
    : file_{std::move(file)}, decoder_{std::move(decoder)},
      input_{std::make_unique_for_overwrite<char[]>(history + input_size)}, begin_{history}, end_{history}
{
}

std::size_t gzip_source::read(std::span<char> buffer)
{
    if (buffer.empty())
        return 0;
    while (true)
    {
        switch (phase_)
        {
        case phase::start:
            look_at_start();
            break;
        case phase::plain:
            return read_plain(buffer);
        case phase::member_header:
            read_member_header();
            break;
        case phase::small_member:
            if (std::size_t const count = read_small_member(buffer); count != 0)
                return count;
            break;
        case phase::small_text:
            return hand_out_text(buffer);
        case phase::deflate:
            if (std::size_t const count = read_deflate(buffer); count != 0)
                return count;
            break;
        case phase::trailer:
            read_trailer();
            break;
        case phase::after_member:
            look_after_member();
            break;
        case phase::end:
            return 0;
        }
    }
}

/// Appends bytes of the file to the unused ones; false at the end of the file.
bool gzip_source::refill()
{
    if (is_exhausted_)
        return false;
    std::size_t const kept = std::min(begin_, history);
    std::size_t const kept_from = begin_ - kept;
    std::memmove(input_.get(), input_.get() + kept_from, end_ - kept_from);
    end_ -= kept_from;
    begin_ = kept;
    std::size_t const count = file_->read({input_.get() + end_, history + input_size - end_});
    is_exhausted_ = count == 0;
    end_ += count;
    return count != 0;
}

/// Next raw byte, or -1 at the end of the file.
int gzip_source::take_byte()
{
    if (begin_ == end_ && !refill())
        return -1;
    return static_cast<unsigned char>(input_[begin_++]);
}

void gzip_source::look_at_start()
{
    while (end_ - begin_ < 6 && refill())
    {
    }
    std::string_view const start{input_.get() + begin_, end_ - begin_};
    if (start.size() >= 2 && static_cast<std::uint8_t>(start[0]) == magic_1 &&
        static_cast<std::uint8_t>(start[1]) == magic_2)
    {
        phase_ = phase::member_header;
        return;
    }
    if (std::string_view const kind = foreign_compression(start); !kind.empty())
        fail("plain text or gzip", fmt::format("{} compression", kind),
             "Decompress the file, or compress it with gzip, before giving it to ampstream.");
    phase_ = phase::plain;
}

std::size_t gzip_source::read_plain(std::span<char> buffer)
{
    if (begin_ == end_) // nothing buffered: read past the buffer
        return is_exhausted_ ? 0 : file_->read(buffer);
    std::size_t const count = std::min(buffer.size(), end_ - begin_);
    std::memcpy(buffer.data(), input_.get() + begin_, count);
    begin_ += count;
    return count;
}

std::uint8_t gzip_source::header_byte()
{
    int const value = take_byte();
    if (value < 0)
        fail_truncated("in the header of a gzip member");
    char const byte = static_cast<char>(value);
    header_crc_ = decoder_->checksum(header_crc_, {&byte, 1});
    return static_cast<std::uint8_t>(value);
}

void gzip_source::read_member_header()
{
    ++members_;
    header_crc_ = 0;
    header_byte(); // the magic bytes were looked at
    header_byte();
    if (std::uint8_t const method = header_byte(); method != 8)
        fail("gzip compression method 8 (deflate)", fmt::format("method {}", method), std::string{advice_damaged});
    std::uint8_t const flags = header_byte();
    if ((flags & 0xe0U) != 0)
        fail("a gzip header without reserved flags", fmt::format("flags 0x{:02x}", flags), std::string{advice_damaged});
    for (int i = 0; i < 6; ++i) // time, extra flags, operating system
        header_byte();
    if ((flags & 0x04U) != 0) // extra field; BGZF keeps its block size there
    {
        unsigned length = header_byte();
        length |= static_cast<unsigned>(header_byte()) << 8U;
        for (; length != 0; --length)
            header_byte();
    }
    for (unsigned const flag : {0x08U, 0x10U}) // file name, comment: text that ends in 0
        if ((flags & flag) != 0)
            while (header_byte() != 0)
            {
            }
    if ((flags & 0x02U) != 0)
    {
        unsigned const computed = header_crc_ & 0xffffU;
        unsigned stored = header_byte();
        stored |= static_cast<unsigned>(header_byte()) << 8U;
        if (stored != computed)
            fail(fmt::format("header checksum {:04x} as written in the gzip header", stored),
                 fmt::format("{:04x}", computed), std::string{advice_damaged});
    }
    crc_ = 0;
    length_ = 0;
    phase_ = phase::small_member;
}

/// Could a member begin there?
bool gzip_source::is_member_at(std::size_t place) const
{
    return place + member_frame <= end_ && static_cast<std::uint8_t>(input_[place]) == magic_1 &&
           static_cast<std::uint8_t>(input_[place + 1]) == magic_2 && input_[place + 2] == 8 &&
           (static_cast<std::uint8_t>(input_[place + 3]) & 0xe0U) == 0;
}

/// Looks for the end of the member whose header was read. The length of text written there if it is small, or nullopt.
std::optional<std::size_t> gzip_source::find_small_text() const
{
    std::size_t after = is_exhausted_ ? end_ : 0; // what follows the member
    for (std::size_t place = begin_; place < end_; ++place)
    {
        void const * const found = std::memchr(input_.get() + place, magic_1, end_ - place);
        if (found == nullptr)
            break;
        place = static_cast<std::size_t>(static_cast<char const *>(found) - input_.get());
        if (!is_member_at(place))
            continue;
        after = place;
        break;
    }
    if (after < begin_ + sizeof(std::uint32_t))
        return std::nullopt;
    std::size_t length = 0;
    for (std::size_t byte = 0; byte < sizeof(std::uint32_t); ++byte)
        length |= std::size_t{static_cast<std::uint8_t>(input_[after - sizeof(std::uint32_t) + byte])} << (8 * byte);
    return length <= most_small_text ? std::optional{length} : std::nullopt;
}

/// Decodes a whole member into `room` if it is small. The number of bytes, or nullopt.
std::optional<std::size_t> gzip_source::decode_whole(std::span<char> room)
{
    auto const done = (*whole_)({input_.get() + begin_, end_ - begin_}, room);
    if (!done.has_value())
        return std::nullopt;
    begin_ += done->consumed;
    small_packed_ = done->consumed;
    small_text_ = done->produced;
    crc_ = decoder_->checksum(crc_, room.first(done->produced));
    length_ = done->produced;
    return done->produced;
}

/// Decodes the member at once if it seems to be small, else leaves it to the other decoder. Returns what is in `buffer`
/// now.
std::size_t gzip_source::read_small_member(std::span<char> buffer)
{
    std::size_t const wanted = was_small_ ? 2 * small_packed_ + member_frame : input_size;
    if (end_ - begin_ < std::min(wanted, input_size / 2))
        refill();
    phase_ = phase::trailer;
    if (!was_small_)
        if (auto const text = find_small_text())
        {
            was_small_ = true;
            small_text_ = *text;
        }
    if (was_small_)
    {
        if (!whole_)
            whole_.emplace();
        if (small_text_ <= buffer.size())
            if (auto const count = decode_whole(buffer))
                return *count;
        if (text_ == nullptr)
            text_ = std::make_unique_for_overwrite<char[]>(most_small_text);
        if (auto const count = decode_whole({text_.get(), most_small_text}))
        {
            text_begin_ = 0;
            text_end_ = *count;
            return hand_out_text(buffer);
        }
    }
    was_small_ = false;
    decoder_->reset();
    phase_ = phase::deflate;
    return 0;
}

std::size_t gzip_source::hand_out_text(std::span<char> buffer)
{
    std::size_t const count = std::min(buffer.size(), text_end_ - text_begin_);
    std::memcpy(buffer.data(), text_.get() + text_begin_, count);
    text_begin_ += count;
    phase_ = text_begin_ == text_end_ ? phase::trailer : phase::small_text;
    return count;
}

/// Decodes until some text is there or the stream ends.
std::size_t gzip_source::read_deflate(std::span<char> buffer)
{
    while (true)
    {
        if (begin_ == end_)
            refill();
        std::size_t const offered = end_ - begin_;
        inflate_result const result = decoder_->step({input_.get() + begin_, offered}, buffer);
        begin_ = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(begin_) + result.consumed);
        crc_ = decoder_->checksum(crc_, buffer.first(result.produced));
        length_ += result.produced;
        if (result.outcome == inflate_result::state::corrupt)
            fail("compressed data that can be decoded",
                 fmt::format("an invalid deflate code after {} bytes of text of gzip member {}", length_, members_),
                 std::string{advice_damaged});
        if (result.outcome == inflate_result::state::finished)
            phase_ = phase::trailer;
        if (result.produced != 0 || phase_ == phase::trailer)
            return result.produced;
        if (offered == 0 && is_exhausted_)
            fail_truncated("in the middle of the compressed data");
    }
}

std::uint32_t gzip_source::trailer_word()
{
    std::uint32_t word = 0;
    for (unsigned shift = 0; shift < 32; shift += 8)
    {
        int const value = take_byte();
        if (value < 0)
            fail_truncated("before the checksum and length that close a gzip member");
        word |= static_cast<std::uint32_t>(value) << shift;
    }
    return word;
}

void gzip_source::read_trailer()
{
    std::uint32_t const stored_crc = trailer_word();
    std::uint32_t const stored_length = trailer_word();
    if (stored_crc != crc_)
        fail(fmt::format("checksum (CRC-32) {:08x} as written in the file", stored_crc),
             fmt::format("{:08x} in the text of gzip member {}", crc_, members_), std::string{advice_damaged});
    if (stored_length != static_cast<std::uint32_t>(length_))
        fail(fmt::format("{} bytes of text (modulo 2^32) as written in the file", stored_length),
             fmt::format("{} bytes in gzip member {}", length_, members_), std::string{advice_damaged});
    phase_ = phase::after_member;
}

/// Another member, the end, or zero padding up to the end (as tapes and some file systems leave it; gzip accepts it).
void gzip_source::look_after_member()
{
    while (end_ - begin_ < 2 && refill())
    {
    }
    if (begin_ == end_)
    {
        phase_ = phase::end;
        return;
    }
    if (end_ - begin_ >= 2 && static_cast<std::uint8_t>(input_[begin_]) == magic_1 &&
        static_cast<std::uint8_t>(input_[begin_ + 1]) == magic_2)
    {
        phase_ = phase::member_header;
        return;
    }
    for (int value = take_byte(); value >= 0; value = take_byte())
        if (value != 0)
            fail(fmt::format("the end of the file or another gzip member after member {}", members_),
                 fmt::format("trailing garbage (byte 0x{:02x})", value),
                 "Something was appended to the file, or it is damaged; copy it again (gzip -t tests it).");
    phase_ = phase::end;
}

void gzip_source::fail(std::string expected, std::string found, std::string advice) const
{
    throw input_error{{name(), 0, 0, {}}, {std::move(expected), std::move(found), std::move(advice)}};
}

void gzip_source::fail_truncated(std::string const & where) const
{
    fail("a complete gzip file", fmt::format("the end of the file {}", where), std::string{advice_truncated});
}

} // namespace ampstream::io::detail
