// SPDX-License-Identifier: BSD-3-Clause
// Which two candidates explain a query best, window by window.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <ampstream/align/alignment.hpp>

namespace ampstream::chimera
{

inline constexpr std::size_t window = 32; ///< bases of the query (VSEARCH 2.22.1; 64 in 2.23 to 2.29.3)
inline constexpr std::size_t parts = 4;   ///< pieces of the query that look for candidates

/// Lengths of the pieces: as equal as can be, the longer ones first.
[[nodiscard]] std::array<std::size_t, parts> part_lengths(std::size_t length) noexcept;

/// Matches of a query with one candidate by query position: 1 where the letters have a base in common.
[[nodiscard]] std::vector<std::uint8_t> match_positions(std::span<align::run const> path,
                                                        std::span<std::uint8_t const> query,
                                                        std::span<std::uint8_t const> target);

/// Says of two candidates whether the first one comes before the other. A total order.
using candidate_order = std::function<bool(std::size_t, std::size_t)>;

/// Chooses two parents among the candidates (rows of `matches`, all as long as the query). A candidate wins a position
/// when it has matches in the window that ends there and no other has more; the one with the most wins is the first
/// parent, the first of equals. Then the windows it has won are wiped for everyone, and the same among the others gives
/// the second. If nobody wins anything the first candidate is taken. nullopt when that leaves one parent only, or the
/// query is shorter than a window. Which of equals is the first, `comes_before` says; it is asked about equals only.
/// `matches` is changed.
[[nodiscard]] std::optional<std::array<std::size_t, 2>>
choose_parents(std::vector<std::vector<std::uint8_t>> & matches, candidate_order const & comes_before = std::less<>{});

} // namespace ampstream::chimera
