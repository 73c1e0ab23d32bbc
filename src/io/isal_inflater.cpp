// SPDX-License-Identifier: BSD-3-Clause
// Raw deflate through ISA-L, about twice as fast as zlib.
#ifdef AMPSTREAM_HAVE_ISAL

#include <algorithm>
#include <limits>

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

#include "io/inflater.hpp"

namespace ampstream::io::detail
{

namespace
{

class isal_inflater final : public inflater
{
public:
    isal_inflater() { isal_inflate_init(&state_); }

    void reset() override { isal_inflate_reset(&state_); }

    inflate_result step(std::span<char const> input, std::span<char> output) override
    {
        constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
        // ISA-L takes its input through a pointer to non-const but does not write to it.
        state_.next_in = reinterpret_cast<std::uint8_t *>(const_cast<char *>(input.data()));
        state_.avail_in = static_cast<std::uint32_t>(std::min(input.size(), most));
        state_.next_out = reinterpret_cast<std::uint8_t *>(output.data());
        state_.avail_out = static_cast<std::uint32_t>(std::min(output.size(), most));
        int const code = isal_inflate(&state_);

        inflate_result result{};
        result.consumed = reinterpret_cast<char *>(state_.next_in) - input.data();
        result.produced = static_cast<std::size_t>(reinterpret_cast<char *>(state_.next_out) - output.data());
        if (code < 0)
            result.outcome = inflate_result::state::corrupt;
        else if (state_.block_state == ISAL_BLOCK_FINISH)
        {
            result.outcome = inflate_result::state::finished;
            // Whole bytes left in its bit buffer belong to what follows the stream.
            result.consumed -= state_.read_in_length / 8;
        }
        return result;
    }

    [[nodiscard]] std::uint32_t checksum(std::uint32_t crc, std::span<char const> bytes) const override
    {
        return crc32_gzip_refl(crc, reinterpret_cast<unsigned char const *>(bytes.data()), bytes.size());
    }

private:
    inflate_state state_{}; // crc_flag 0 is ISAL_DEFLATE: no wrapper, no checksum of its own
};

} // namespace

std::unique_ptr<inflater> make_isal_inflater()
{
    return std::make_unique<isal_inflater>();
}

std::unique_ptr<inflater> make_inflater()
{
    return make_isal_inflater();
}

} // namespace ampstream::io::detail

#endif
