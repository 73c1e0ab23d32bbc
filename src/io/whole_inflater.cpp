// SPDX-License-Identifier: BSD-3-Clause
// libdeflate behind an interface of spans.
#include "io/whole_inflater.hpp"

#include <new>

#include <libdeflate.h>

namespace ampstream::io::detail
{

void whole_inflater::deleter::operator()(libdeflate_decompressor * decoder) const noexcept
{
    libdeflate_free_decompressor(decoder);
}

whole_inflater::whole_inflater() : decoder_{libdeflate_alloc_decompressor()}
{
    if (!decoder_)
        throw std::bad_alloc{};
}

std::optional<whole_stream> whole_inflater::operator()(std::span<char const> input, std::span<char> output) const
{
    whole_stream done{};
    libdeflate_result const outcome = libdeflate_deflate_decompress_ex(
        decoder_.get(), input.data(), input.size(), output.data(), output.size(), &done.consumed, &done.produced);
    return outcome == LIBDEFLATE_SUCCESS ? std::optional{done} : std::nullopt;
}

} // namespace ampstream::io::detail
