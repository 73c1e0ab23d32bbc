// SPDX-License-Identifier: BSD-3-Clause
// Opening an input.
#include <ampstream/io/byte_source.hpp>

#include <ampstream/io/checksum.hpp>

#include "io/gzip_source.hpp"
#include "io/inflater.hpp"
#include "io/raw_file.hpp"

namespace ampstream::io
{

std::unique_ptr<byte_source> open_input(std::string const & path)
{
    return std::make_unique<detail::gzip_source>(std::make_unique<detail::raw_file>(path), detail::make_inflater());
}

std::unique_ptr<byte_source> open_input(std::string const & path, sha256 & digest)
{
    return std::make_unique<detail::gzip_source>(std::make_unique<detail::raw_file>(path, &digest),
                                                 detail::make_inflater());
}

} // namespace ampstream::io
