// SPDX-License-Identifier: BSD-3-Clause
// The numbers random() of the GNU C library draws, without its hidden state.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ampstream::subsample
{

/// The additive feedback generator x^31 + x^3 + 1 of random(3), type 3 (the default), as initialised by srandom(seed).
class libc_random
{
public:
    explicit libc_random(std::uint32_t seed) noexcept;
    /// What random() returns: 31 bits.
    [[nodiscard]] std::uint32_t next() noexcept;

private:
    static constexpr std::size_t degree = 31;
    static constexpr std::size_t separation = 3;

    std::array<std::uint32_t, degree> state_{};
    std::size_t front_{separation};
    std::size_t rear_{0};
};

/// Uniform in [0, bound), as VSEARCH draws it: four numbers of random(), each shifted 16 bits less than the one before,
/// are combined by exclusive or; values at the upper end that would favour small remainders are drawn again.
/// Precondition: bound > 0.
[[nodiscard]] std::uint64_t draw_below(libc_random & random, std::uint64_t bound) noexcept;

} // namespace ampstream::subsample
