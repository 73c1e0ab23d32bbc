// SPDX-License-Identifier: BSD-3-Clause
// How sequences are classified by SINTAX.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <ampstream/core/option.hpp>

namespace ampstream::sintax
{

/// Names and defaults are those of `vsearch --sintax`, but for the seed.
struct options
{
    std::optional<double> sintax_cutoff{}; ///< least confidence of the names in the last column; unset: no such column
    std::string strand{"plus"};            ///< plus or both
    std::uint64_t randseed{1};             ///< the same seed gives the same confidences
    std::uint64_t minseqlength{32};        ///< bases, of the reference
    std::uint64_t maxseqlength{50000};     ///< bases, of the reference

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
    [[nodiscard]] bool takes_both_strands() const noexcept { return strand == "both"; }
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::sintax
