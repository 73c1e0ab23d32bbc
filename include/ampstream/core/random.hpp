// SPDX-License-Identifier: BSD-3-Clause
// Random draws that are a function of (seed, purpose, ordinal): no state is shared, no thread count can change them.
#pragma once

#include <cstdint>
#include <string_view>

namespace ampstream
{

/// SplitMix64's finaliser (Steele, Lea & Flood 2014): a bijection of 64-bit words that mixes well.
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) noexcept
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// A stream of draws for one thing (a read, a query, a permutation). Streams of different
/// (seed, purpose, ordinal) are independent for all practical purposes.
class random_stream
{
public:
    constexpr random_stream(std::uint64_t seed, std::string_view purpose, std::uint64_t ordinal) noexcept : state_{seed}
    {
        std::uint64_t hash = 0xcbf29ce484222325ULL; // FNV-1a of the purpose
        for (char const letter : purpose)
            hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
        state_ = mix64(mix64(mix64(seed) ^ hash) ^ ordinal);
    }

    static constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL;

    /// What all further draws depend on: the next bits are mix64(state + step), then mix64(state + 2 step), …
    [[nodiscard]] constexpr std::uint64_t state() const noexcept { return state_; }

    /// 64 random bits.
    constexpr std::uint64_t bits() noexcept
    {
        state_ += step;
        return mix64(state_);
    }

    /// Uniform integer in [0, bound), without bias (Lemire 2019). Precondition: bound > 0.
    constexpr std::uint64_t below(std::uint64_t bound) noexcept
    {
        __extension__ using wide = unsigned __int128;
        wide product = static_cast<wide>(bits()) * bound;
        if (static_cast<std::uint64_t>(product) < bound)
        {
            std::uint64_t const threshold = (0 - bound) % bound;
            while (static_cast<std::uint64_t>(product) < threshold)
                product = static_cast<wide>(bits()) * bound;
        }
        return static_cast<std::uint64_t>(product >> 64);
    }

    /// Uniform double in [0, 1), a multiple of 2^-53.
    constexpr double uniform() noexcept { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }

    /// Standard normal draw (Marsaglia's polar method; uses sqrt and log only).
    double normal() noexcept;

private:
    std::uint64_t state_;
};

} // namespace ampstream
