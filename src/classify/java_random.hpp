// SPDX-License-Identifier: BSD-3-Clause
// The generator of java.util.Random, as its documentation defines it: a 48-bit linear congruence.
#pragma once

#include <cstdint>

namespace ampstream::classify
{

class java_random
{
public:
    constexpr explicit java_random(std::uint64_t seed) noexcept : state_{(seed ^ multiplier) & mask} {}

    /// Uniform in [0, bound). Precondition: 0 < bound < 2^31.
    constexpr std::uint32_t below(std::uint32_t bound) noexcept
    {
        if ((bound & (bound - 1)) == 0)
            return static_cast<std::uint32_t>((static_cast<std::uint64_t>(bound) * next31()) >> 31);
        while (true)
        {
            std::uint32_t const bits = next31();
            std::uint32_t const value = bits % bound;
            if (bits - value + (bound - 1) < 0x80000000U) // else `bits` lies in the last, incomplete run of values
                return value;
        }
    }

private:
    static constexpr std::uint64_t multiplier = 0x5deece66dULL;
    static constexpr std::uint64_t mask = (1ULL << 48) - 1;

    constexpr std::uint32_t next31() noexcept
    {
        state_ = (state_ * multiplier + 0xb) & mask;
        return static_cast<std::uint32_t>(state_ >> 17);
    }

    std::uint64_t state_;
};

} // namespace ampstream::classify
