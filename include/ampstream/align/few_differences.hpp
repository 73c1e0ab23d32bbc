// SPDX-License-Identifier: BSD-3-Clause
// Can two sequences be overlaid with few differences, ends left over for nothing?
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace ampstream::align
{

/// Diagonals between two others, both included. A diagonal is a position of the target less that of the query.
struct diagonal_range
{
    std::ptrdiff_t lowest{};
    std::ptrdiff_t highest{};

    bool operator==(diagonal_range const &) const = default;
};

/// Which overlays are meant. A path enters the matrix of two sequences anywhere at its upper or left border, leaves it
/// anywhere at its lower or right one, and has a difference for each letter in a gap between and each mismatch. Letters
/// that stand for several bases are no mismatch where they have one in common.
struct overlay_limits
{
    std::int64_t differences{}; ///< most of them
    /// A path has at least `pairs` e pairs of letters. One that visits a diagonal has not more than the shorter
    /// sequence has letters, less the number of diagonals between it and the nearest of those between the corners.
    double pairs{};
    /// A path with e differences at diagonal k (target position less query position) may be given up if
    ///     detour * (|k| + |d - k|) + min(mismatch * e, gap * e + opening) > budget,
    /// d being the last diagonal, where both sequences end. None is negative, but for the budget.
    std::int64_t budget{};
    std::int64_t detour{};
    std::int64_t mismatch{};
    std::int64_t gap{};
    std::int64_t opening{};
    /// The path never leaves these diagonals.
    diagonal_range within{std::numeric_limits<std::ptrdiff_t>::min(), std::numeric_limits<std::ptrdiff_t>::max()};
};

/// Landau and Vishkin's algorithm (1989, J. Algorithms 10:157) with free ends: for each number of differences and each
/// diagonal the furthest place that can be reached. Owns working memory: one a thread.
class few_differences
{
public:
    /// Is there such a path? Letters are codes (`encode`). Time: diagonals times differences, and the letters of the
    /// runs of matches.
    [[nodiscard]] bool operator()(std::span<std::uint8_t const> query,
                                  std::span<std::uint8_t const> target,
                                  overlay_limits const & limits);

private:
    [[nodiscard]] bool load(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);
    template <bool is_plain>
    [[nodiscard]] std::int32_t extend(std::int32_t row, std::int32_t diagonal) const noexcept;
    template <bool is_plain>
    [[nodiscard]] bool search(overlay_limits const & limits);
    template <bool is_plain>
    [[nodiscard]] bool advance(bool is_first, std::int32_t lowest, std::int32_t highest);

    std::int32_t rows_{};
    std::int32_t columns_{};
    std::vector<std::uint8_t> query_{};   ///< with letters behind the end that match nothing
    std::vector<std::uint8_t> target_{};  ///< the same
    std::int32_t lowest_{};               ///< diagonal of entry 0 below
    std::vector<std::int32_t> reached_{}; ///< by diagonal: rows passed with the differences so far
    std::vector<std::int32_t> next_{};
};

} // namespace ampstream::align
