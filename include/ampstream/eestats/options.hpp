// SPDX-License-Identifier: BSD-3-Clause
// Which qualities are legal, and which limits are tried.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ampstream/core/option.hpp>

namespace ampstream::eestats
{

/// Lengths first, first + step, … up to last (the longest read if unset), in bases.
struct length_cutoffs
{
    std::uint64_t first{};
    std::optional<std::uint64_t> last{};
    std::uint64_t step{};
    bool operator==(length_cutoffs const &) const = default;
};

/// Names are VSEARCH's; qualities are Phred.
struct options
{
    std::uint64_t qmin{0};                 ///< lowest legal quality
    std::uint64_t qmax{93};                ///< highest legal quality
    std::string length_cutoffs{"50,*,50"}; ///< shortest, longest (* for the longest read), step
    std::string ee_cutoffs{"0.5,1.0,2.0"}; ///< expected errors

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
    /// Throw `usage_error` for a text that is not such a list.
    [[nodiscard]] eestats::length_cutoffs lengths() const;
    [[nodiscard]] std::vector<double> errors() const;
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::eestats
