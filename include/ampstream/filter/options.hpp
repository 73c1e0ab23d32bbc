// SPDX-License-Identifier: BSD-3-Clause
// What a person may set about trimming to size and filtering by quality.
#pragma once

#include <cstdint>
#include <optional>

#include <ampstream/core/option.hpp>

namespace ampstream::filter
{

/// Names and defaults are those of `vsearch --fastx_filter`, but for `qmax`: VSEARCH stops at the first quality above
/// 41 unless told otherwise, we take every quality Phred+33 can write. An unset limit does not apply.
struct options
{
    std::uint64_t stripleft{0};                   ///< bases taken from the 5' end
    std::uint64_t stripright{0};                  ///< bases taken from the 3' end
    std::optional<std::uint64_t> trunclen{};      ///< cut to this length; shorter reads are discarded
    std::optional<std::uint64_t> trunclen_keep{}; ///< cut to this length; shorter reads are kept
    std::optional<std::uint64_t> truncqual{};     ///< cut before the first base of this quality or less
    std::optional<double> truncee{};              ///< cut before expected errors exceed this
    std::optional<double> maxee{};                ///< most expected errors
    std::optional<double> maxee_rate{};           ///< most expected errors per base
    std::uint64_t minlen{1};                      ///< bases
    std::optional<std::uint64_t> maxlen{};        ///< bases
    std::optional<std::uint64_t> maxns{};         ///< most N
    std::optional<std::uint64_t> minsize{};       ///< smallest abundance (`;size=N`, 1 without)
    std::optional<std::uint64_t> maxsize{};       ///< largest abundance
    std::uint64_t qmin{0};                        ///< lowest legal quality of an input
    std::uint64_t qmax{93};                       ///< highest legal quality of an input

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
    /// Does any option look at qualities? Such options cannot be used with FASTA.
    [[nodiscard]] bool needs_quality() const noexcept;
};

/// The options as a list bound to `chosen`, which must outlive it.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::filter
