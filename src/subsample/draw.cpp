// SPDX-License-Identifier: BSD-3-Clause
// Selection sampling.
#include <ampstream/subsample/draw.hpp>

#include <numeric>

#include <ampstream/subsample/libc_random.hpp>

namespace ampstream::subsample
{

std::vector<std::uint64_t> draw(std::span<std::uint64_t const> abundances, std::uint64_t wanted, std::uint32_t seed)
{
    libc_random random{seed};
    std::uint64_t left = std::accumulate(abundances.begin(), abundances.end(), std::uint64_t{0});
    std::vector<std::uint64_t> drawn(abundances.size());
    for (std::size_t i = 0; i < abundances.size() && wanted > 0; ++i)
        for (std::uint64_t read = 0; read < abundances[i] && wanted > 0; ++read, --left)
            if (draw_below(random, left) < wanted)
            {
                ++drawn[i];
                --wanted;
            }
    return drawn;
}

} // namespace ampstream::subsample
