// SPDX-License-Identifier: BSD-3-Clause
// Bytes of a file or of standard input, decompressed when they are gzip (one member, many, or BGZF).
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace ampstream::io
{

/// A stream of decompressed bytes.
class byte_source
{
public:
    virtual ~byte_source() = default;
    /// Fills the front of `buffer` and returns how many bytes it wrote; 0 means the end.
    /// Throws `input_error` for a truncated gzip, a wrong CRC or length, trailing garbage; `resource_error` when
    /// reading fails.
    virtual std::size_t read(std::span<char> buffer) = 0;
    /// The name used in messages: the path, or "standard input".
    [[nodiscard]] virtual std::string const & name() const noexcept = 0;
};

/// Opens `path` ("-" is standard input); gzip is recognised by its magic bytes, not by the name.
/// An empty file is an empty stream. Throws `resource_error` if it cannot be opened or is a directory.
[[nodiscard]] std::unique_ptr<byte_source> open_input(std::string const & path);

} // namespace ampstream::io
