// SPDX-License-Identifier: BSD-3-Clause
// Records of .uc tables and what a label names: sample, row, sequence.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <ampstream/core/error.hpp>

namespace ampstream::table
{

/// What a record says of a sequence or of a cluster.
enum class uc_kind
{
    centroid, ///< S: the sequence founds a cluster
    member,   ///< H: it joined one
    summary,  ///< C: a cluster again, in the list that ends the table
};

/// A record. The views point into the line.
struct uc_record
{
    uc_kind kind{};
    std::string_view label{};  ///< of the sequence, up to the first blank
    std::string_view target{}; ///< of the centroid; but for H the same label
};

/// Reads a line (without its end) of the .uc format of USEARCH and VSEARCH: ten tab-separated columns, type in the
/// first, labels in the last two. nullopt for what says nothing about membership (N, L, D, R, # and an empty line).
/// Throws `input_error` at `where` for anything else.
[[nodiscard]] std::optional<uc_record> parse_uc(std::string_view line, input_location const & where);

/// The sample a label names: the value of the first `;sample=` or `;barcodelabel=`, otherwise the text before the last
/// `separator` of the label's part before its first ';'. nullopt when that is empty or there is no separator.
[[nodiscard]] std::optional<std::string_view> sample_of(std::string_view label, char separator) noexcept;

/// The name a centroid's row has in VSEARCH's tables: the value of `;otu=`, otherwise the label before its first ';'.
[[nodiscard]] std::string_view row_name_of(std::string_view label) noexcept;

/// What tells a sequence apart in .uc tables, FASTA and taxonomies: the label without `;size=N`.
[[nodiscard]] std::string identity_of(std::string_view label);

} // namespace ampstream::table
