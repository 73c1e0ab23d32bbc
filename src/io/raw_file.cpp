// SPDX-License-Identifier: BSD-3-Clause
// Opening and reading through POSIX calls.
#include "io/raw_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ampstream/core/error.hpp>

namespace ampstream::io::detail
{

raw_file::raw_file(std::string const & path, sha256 * digest)
    : name_{path == "-" ? std::string{"standard input"} : path},
      descriptor_{path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)}, digest_{digest}
{
    if (descriptor_ < 0)
        throw resource_error{name_, "cannot open for reading", errno};
    struct ::stat about
    {
    };
    if (::fstat(descriptor_, &about) == 0 && S_ISDIR(about.st_mode))
    {
        if (descriptor_ != STDIN_FILENO)
            ::close(descriptor_);
        throw resource_error{name_, "cannot read sequences from it", EISDIR};
    }
#ifdef POSIX_FADV_SEQUENTIAL
    ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL); // a hint; pipes refuse it
#endif
}

raw_file::~raw_file()
{
    if (descriptor_ != STDIN_FILENO)
        ::close(descriptor_);
}

std::size_t raw_file::read(std::span<char> buffer)
{
    while (true)
    {
        ssize_t const count = ::read(descriptor_, buffer.data(), buffer.size());
        if (count >= 0)
        {
            if (digest_ != nullptr)
                digest_->update(buffer.first(static_cast<std::size_t>(count)));
            return static_cast<std::size_t>(count);
        }
        if (errno != EINTR)
            throw resource_error{name_, "cannot read", errno};
    }
}

} // namespace ampstream::io::detail
