// SPDX-License-Identifier: BSD-3-Clause
// How much is drawn.
#pragma once

#include <cstdint>
#include <optional>

#include <ampstream/core/option.hpp>

namespace ampstream::subsample
{

/// Names are those of `vsearch --fastx_subsample`.
struct options
{
    std::optional<std::uint64_t> sample_size{}; ///< reads to draw
    std::optional<double> sample_pct{};         ///< or their share, percent; rounded down
    std::uint64_t randseed{1};                  ///< 1 to 2^32 - 1
    bool sizein{false};                         ///< a sequence is as many reads as `;size=N` says

    /// Throws `usage_error` naming field, value and legal range, and when not exactly one of size and share is given.
    void validate() const;
    /// Reads to draw of `reads`. Throws `usage_error` when there are not so many.
    [[nodiscard]] std::uint64_t draws_of(std::uint64_t reads) const;
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::subsample
