// SPDX-License-Identifier: BSD-3-Clause
// Raw bytes of a file, a pipe or standard input.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include <ampstream/io/checksum.hpp>

namespace ampstream::io::detail
{

/// A file opened for reading. Owns the descriptor, except standard input's.
class raw_file
{
public:
    /// Throws `resource_error` if `path` cannot be opened or is a directory. "-" is standard input.
    /// What is read is added to `digest` if one is given.
    explicit raw_file(std::string const & path, sha256 * digest = nullptr);
    raw_file(raw_file const &) = delete;
    raw_file & operator=(raw_file const &) = delete;
    ~raw_file();

    /// Reads what is there, up to the size of `buffer`; 0 means the end. Throws `resource_error`.
    std::size_t read(std::span<char> buffer);
    [[nodiscard]] std::string const & name() const noexcept { return name_; }

private:
    std::string name_;
    int descriptor_;
    sha256 * digest_;
};

} // namespace ampstream::io::detail
