// SPDX-License-Identifier: BSD-3-Clause
// How many letters differ where one sequence lies upon another without a gap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace ampstream::align
{

/// Letters (codes, see `encode`) that differ between `length` letters at `x` and as many at `y`.
[[nodiscard]] std::size_t
count_differences(std::uint8_t const * x, std::uint8_t const * y, std::size_t length) noexcept;

/// Does any letter stand for several bases?
[[nodiscard]] bool has_ambiguous(std::span<std::uint8_t const> codes) noexcept;

/// A place of a piece within a target.
struct placement
{
    std::size_t begin{};       ///< position of the target under the first letter of the piece
    std::size_t differences{}; ///< letters that differ
};

/// A place at which the whole piece lies on the target with at most `most` differences: the nearest to `hint`, or the
/// best that there is. Precondition: the piece is not longer than the target. Time: the product of the lengths, divided
/// by 16, at most.
[[nodiscard]] placement place_piece(std::span<std::uint8_t const> piece,
                                    std::span<std::uint8_t const> target,
                                    std::ptrdiff_t hint,
                                    std::size_t most) noexcept;

} // namespace ampstream::align
