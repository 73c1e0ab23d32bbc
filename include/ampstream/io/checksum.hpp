// SPDX-License-Identifier: BSD-3-Clause
// SHA-256 of files, alone or while they are read; MD5 where a publisher offers nothing else.
#pragma once

#include <memory>
#include <span>
#include <string>

#include <ampstream/io/byte_source.hpp>

namespace ampstream::io
{

/// SHA-256 (FIPS 180-4) of bytes given piece by piece.
class sha256
{
public:
    sha256();
    ~sha256();
    sha256(sha256 &&) noexcept;
    sha256 & operator=(sha256 &&) noexcept;

    void update(std::span<char const> bytes);
    /// Digest of the bytes so far, 64 hexadecimal digits.
    [[nodiscard]] std::string hex() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// Digest of a file's bytes as they are on disk. Throws `resource_error`.
[[nodiscard]] std::string sha256_of_file(std::string const & path);

/// MD5 (RFC 1321) of a file's bytes, 32 hexadecimal digits: for files whose publisher offers only that. It finds
/// damage, not malice. Throws `resource_error`.
[[nodiscard]] std::string md5_of_file(std::string const & path);

/// As `open_input(path)`; the bytes of the file (compressed if it is) are added to `digest` as they are read. Once
/// `read` returned 0, `digest.hex()` is the file's. `digest` must outlive the source.
[[nodiscard]] std::unique_ptr<byte_source> open_input(std::string const & path, sha256 & digest);

} // namespace ampstream::io
