// SPDX-License-Identifier: BSD-3-Clause
// Raw deflate streams that lie in memory as a whole, decoded by libdeflate: quicker than any decoder that can be
// interrupted.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

struct libdeflate_decompressor;

namespace ampstream::io::detail
{

/// What was decoded, bytes.
struct whole_stream
{
    std::size_t consumed{};
    std::size_t produced{};
};

/// Decodes one stream after the other.
class whole_inflater
{
public:
    whole_inflater();

    /// Decodes the stream that begins with `input`. Returns nullopt if `input` does not hold all of it, if its text
    /// does not fit into `output`, or if it is no deflate stream; then what is in `output` means nothing.
    [[nodiscard]] std::optional<whole_stream> operator()(std::span<char const> input, std::span<char> output) const;

private:
    struct deleter
    {
        void operator()(libdeflate_decompressor * decoder) const noexcept;
    };
    std::unique_ptr<libdeflate_decompressor, deleter> decoder_;
};

} // namespace ampstream::io::detail
