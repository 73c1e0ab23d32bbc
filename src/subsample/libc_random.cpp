// SPDX-License-Identifier: BSD-3-Clause
// Additive feedback, seeded by a linear congruential generator.
#include <ampstream/subsample/libc_random.hpp>

#include <limits>

namespace ampstream::subsample
{

libc_random::libc_random(std::uint32_t seed) noexcept
{
    // Park & Miller 1988: x -> 16807 x mod 2^31 - 1; what the library computes in signed arithmetic.
    constexpr std::int64_t multiplier = 16807;
    constexpr std::int64_t modulus = 2147483647;
    state_[0] = seed == 0 ? 1 : seed;
    std::int64_t word = static_cast<std::int32_t>(state_[0]);
    for (std::size_t i = 1; i < degree; ++i)
    {
        word = multiplier * word % modulus;
        if (word < 0)
            word += modulus;
        state_[i] = static_cast<std::uint32_t>(word);
    }
    for (std::size_t i = 0; i < 10 * degree; ++i)
        (void)next();
}

std::uint32_t libc_random::next() noexcept
{
    std::uint32_t const sum = state_[front_] += state_[rear_];
    front_ = (front_ + 1) % degree;
    rear_ = (rear_ + 1) % degree;
    return sum >> 1U;
}

std::uint64_t draw_below(libc_random & random, std::uint64_t bound) noexcept
{
    constexpr std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t const last = largest - (largest % bound + 1) % bound; // of the last whole run of remainders
    while (true)
    {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 4; ++i)
            bits = (bits << 16U) ^ random.next();
        if (bits <= last)
            return bits % bound;
    }
}

} // namespace ampstream::subsample
