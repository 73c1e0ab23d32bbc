// SPDX-License-Identifier: BSD-3-Clause
// Which sequences are dereplicated and which uniques are reported.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::derep
{

/// Defaults are those of `vsearch --derep_fulllength`.
struct options
{
    std::uint64_t minseqlength{32};               ///< bases
    std::uint64_t maxseqlength{50000};            ///< bases
    std::uint64_t minuniquesize{1};               ///< rarest unique that is reported
    std::optional<std::uint64_t> maxuniquesize{}; ///< most abundant unique that is reported
    std::optional<std::uint64_t> topn{};          ///< report at most so many of the uniques that pass the limits above
    bool sizein{false};                           ///< a read counts as often as its `;size=N` says
    std::string strand{"plus"};                   ///< "plus", or "both": a reverse complement is the same sequence

    [[nodiscard]] bool takes_both_strands() const noexcept { return strand == "both"; }

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::derep
