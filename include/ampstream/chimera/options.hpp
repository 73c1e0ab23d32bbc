// SPDX-License-Identifier: BSD-3-Clause
// Options of chimera detection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <ampstream/core/option.hpp>
#include <ampstream/kmer/masking.hpp>

namespace ampstream::chimera
{

/// Defaults are VSEARCH's.
struct options
{
    std::string method{"uchime"}; ///< uchime, uchime2 or uchime3
    std::optional<double>
        abskew{};               ///< least abundance of a de novo parent, times that of the query; unset: 2, uchime3: 16
    double minh{0.28};          ///< least score of a chimera
    double mindiv{0.8};         ///< least gain of the two-parent model over the closer parent, percent points
    std::uint64_t mindiffs{3};  ///< least informative columns on either side of the break point
    double xn{8.0};             ///< weight of a "no" vote
    double dn{1.4};             ///< pseudo-count of "no" votes
    std::string qmask{"dust"};  ///< of what is judged: dust, soft or none; see `query_masking`
    std::string dbmask{"dust"}; ///< of references: dust, soft or none

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
    /// `abskew`, or the method's default.
    [[nodiscard]] double skew() const noexcept;
    /// How what is judged is masked. As in VSEARCH 2.22, `dust` is not run on sequences compared with a reference:
    /// their lower-case letters are masked.
    [[nodiscard]] kmer::masking query_masking(bool has_reference) const;
    /// Do only perfect models count (uchime2, uchime3)?
    [[nodiscard]] bool wants_perfect_models() const noexcept { return method != "uchime"; }
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::chimera
