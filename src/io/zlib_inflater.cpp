// SPDX-License-Identifier: BSD-3-Clause
// Raw deflate through zlib.
#include <algorithm>
#include <limits>
#include <new>

#include <zlib.h>

#include "io/inflater.hpp"

namespace ampstream::io::detail
{

namespace
{

class zlib_inflater final : public inflater
{
public:
    zlib_inflater()
    {
        constexpr int raw_deflate = -15; // window of 32 KiB, no wrapper
        if (inflateInit2(&stream_, raw_deflate) != Z_OK)
            throw std::bad_alloc{};
    }
    zlib_inflater(zlib_inflater const &) = delete;
    zlib_inflater & operator=(zlib_inflater const &) = delete;
    ~zlib_inflater() override { inflateEnd(&stream_); }

    void reset() override { inflateReset(&stream_); }

    inflate_result step(std::span<char const> input, std::span<char> output) override
    {
        constexpr std::size_t most = std::numeric_limits<uInt>::max();
        // zlib takes its input through a pointer to non-const but does not write to it.
        stream_.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(input.data()));
        stream_.avail_in = static_cast<uInt>(std::min(input.size(), most));
        stream_.next_out = reinterpret_cast<Bytef *>(output.data());
        stream_.avail_out = static_cast<uInt>(std::min(output.size(), most));
        int const code = ::inflate(&stream_, Z_NO_FLUSH);

        inflate_result result{};
        result.consumed = reinterpret_cast<char *>(stream_.next_in) - input.data();
        result.produced = static_cast<std::size_t>(reinterpret_cast<char *>(stream_.next_out) - output.data());
        if (code == Z_STREAM_END)
            result.outcome = inflate_result::state::finished;
        else if (code == Z_MEM_ERROR)
            throw std::bad_alloc{};
        else if (code != Z_OK && code != Z_BUF_ERROR) // Z_BUF_ERROR: nothing to do without more input or room
            result.outcome = inflate_result::state::corrupt;
        return result;
    }

    [[nodiscard]] std::uint32_t checksum(std::uint32_t crc, std::span<char const> bytes) const override
    {
        return static_cast<std::uint32_t>(crc32_z(crc, reinterpret_cast<Bytef const *>(bytes.data()), bytes.size()));
    }

private:
    z_stream stream_{};
};

} // namespace

std::unique_ptr<inflater> make_zlib_inflater()
{
    return std::make_unique<zlib_inflater>();
}

#ifndef AMPSTREAM_HAVE_ISAL
std::unique_ptr<inflater> make_inflater()
{
    return make_zlib_inflater();
}
#endif

} // namespace ampstream::io::detail
