// SPDX-License-Identifier: BSD-3-Clause
// What the proofs of this room have in common.
#pragma once

#include <ampstream/align/scoring.hpp>

namespace ampstream::search
{

/// More than any rounding of the comparison of identities can amount to, in columns.
inline constexpr double column_margin = 1e-4;

/// Does a letter in a gap never cost less than one in a terminal gap, and that not less than nothing?
[[nodiscard]] inline bool has_sound_gaps(align::scoring const & scores) noexcept
{
    return scores.gap_extend_terminal >= 0 && scores.gap_extend_terminal <= scores.gap_extend_interior &&
           scores.gap_extend_terminal <= scores.gap_open_terminal &&
           scores.gap_extend_interior <= scores.gap_open_interior;
}

} // namespace ampstream::search
