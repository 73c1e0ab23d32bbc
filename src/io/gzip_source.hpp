// SPDX-License-Identifier: BSD-3-Clause
// A byte_source over a raw file: passes plain bytes on, decodes gzip members (RFC 1952) one after another.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <ampstream/io/byte_source.hpp>

#include "io/inflater.hpp"
#include "io/raw_file.hpp"

namespace ampstream::io::detail
{

/// Plain or gzip, decided by the first two bytes. Memory: one input buffer and the decoder's window.
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
    std::size_t read_deflate(std::span<char> buffer);
    void read_trailer();
    void look_after_member();
    [[noreturn]] void fail(std::string expected, std::string found, std::string advice) const;
    [[noreturn]] void fail_truncated(std::string const & where) const;

    std::unique_ptr<raw_file> file_;
    std::unique_ptr<inflater> decoder_;
    std::vector<char> input_;
    std::size_t begin_{}; ///< first unused byte of input_
    std::size_t end_{};   ///< one past the last byte of input_
    bool is_exhausted_{}; ///< the file has no more bytes
    phase phase_{phase::start};
    std::uint64_t members_{};    ///< gzip members begun
    std::uint32_t header_crc_{}; ///< of the member's header so far
    std::uint32_t crc_{};        ///< of the member's text so far
    std::uint64_t length_{};     ///< of the member's text so far
};

} // namespace ampstream::io::detail
