// SPDX-License-Identifier: BSD-3-Clause
// Raw deflate streams, decoded by ISA-L or by zlib behind one interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace ampstream::io::detail
{

/// What one call of `inflater::step` did.
struct inflate_result
{
    enum class state
    {
        running,  ///< wants more input or more room
        finished, ///< the last block of the stream ended
        corrupt   ///< not a deflate stream
    };
    state outcome{};
    /// Bytes of input used. May be negative (down to -8) when the stream finished inside bytes handed over before.
    std::ptrdiff_t consumed{};
    std::size_t produced{};
};

/// Decodes one raw deflate stream after another.
class inflater
{
public:
    virtual ~inflater() = default;
    /// Prepares for a new stream.
    virtual void reset() = 0;
    virtual inflate_result step(std::span<char const> input, std::span<char> output) = 0;
    /// CRC-32 of gzip, continued from `crc` (0 at the start).
    [[nodiscard]] virtual std::uint32_t checksum(std::uint32_t crc, std::span<char const> bytes) const = 0;
};

[[nodiscard]] std::unique_ptr<inflater> make_zlib_inflater();
#ifdef AMPSTREAM_HAVE_ISAL
[[nodiscard]] std::unique_ptr<inflater> make_isal_inflater();
#endif
/// ISA-L where it is built in, else zlib.
[[nodiscard]] std::unique_ptr<inflater> make_inflater();

} // namespace ampstream::io::detail
