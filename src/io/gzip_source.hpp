// SPDX-License-Identifier: BSD-3-Clause
// A byte_source over a raw file: passes plain bytes on, decodes gzip members (RFC 1952) one after another.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <ampstream/io/byte_source.hpp>

#include "io/inflater.hpp"
#include "io/raw_file.hpp"
#include "io/whole_inflater.hpp"

namespace ampstream::io::detail
{

/// Plain or gzip, decided by the first two bytes. Small members (BGZF, and what we write ourselves) are decoded as a
/// whole, others piece by piece. Memory: the input buffer, the decoder's window, and room for the text of a small
/// member where there is one.
class gzip_source final : public byte_source
{
public:
    gzip_source(std::unique_ptr<raw_file> file, std::unique_ptr<inflater> decoder);

    std::size_t read(std::span<char> buffer) override;
    [[nodiscard]] std::string const & name() const noexcept override { return file_->name(); }

private:
    enum class phase
    {
        start,
        plain,
        member_header,
        small_member,
        small_text,
        deflate,
        trailer,
        after_member,
        end
    };

    bool refill();
    int take_byte();
    std::uint8_t header_byte();
    std::uint32_t trailer_word();
    void look_at_start();
    void read_member_header();
    std::size_t read_plain(std::span<char> buffer);
    std::size_t read_small_member(std::span<char> buffer);
    std::optional<std::size_t> decode_whole(std::span<char> room);
    std::size_t hand_out_text(std::span<char> buffer);
    [[nodiscard]] std::optional<std::size_t> find_small_text() const;
    [[nodiscard]] bool is_member_at(std::size_t place) const;
    std::size_t read_deflate(std::span<char> buffer);
    void read_trailer();
    void look_after_member();
    [[noreturn]] void fail(std::string expected, std::string found, std::string advice) const;
    [[noreturn]] void fail_truncated(std::string const & where) const;

    std::unique_ptr<raw_file> file_;
    std::unique_ptr<inflater> decoder_;
    std::unique_ptr<char[]> input_; ///< not cleared: a small file touches little of it
    std::size_t begin_{};           ///< first unused byte of input_
    std::size_t end_{};             ///< one past the last byte of input_
    bool is_exhausted_{};           ///< the file has no more bytes
    phase phase_{phase::start};
    std::uint64_t members_{};    ///< gzip members begun
    std::uint32_t header_crc_{}; ///< of the member's header so far
    std::uint32_t crc_{};        ///< of the member's text so far
    std::uint64_t length_{};     ///< of the member's text so far

    std::optional<whole_inflater> whole_{}; ///< once a small member was met
    std::unique_ptr<char[]> text_{};        ///< of a small member, if the reader's buffer has no room for it
    std::size_t text_begin_{};              ///< what is not yet handed out
    std::size_t text_end_{};
    bool was_small_{};           ///< the last member; the next one will be like it
    std::size_t small_packed_{}; ///< bytes of its deflate stream
    std::size_t small_text_{};   ///< bytes of its text
};

} // namespace ampstream::io::detail
