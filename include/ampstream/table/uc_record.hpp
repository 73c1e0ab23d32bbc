// SPDX-License-Identifier: BSD-3-Clause
// Records of .uc tables and the sample a label names.
#pragma once

#include <optional>
#include <string_view>

#include <ampstream/core/error.hpp>

namespace ampstream::table
{

/// A sequence's membership. The views point into the line.
struct uc_record
{
    bool is_centroid{};        ///< S: the sequence founds a cluster; otherwise H: it joined one
    std::string_view label{};  ///< of the sequence, up to the first blank
    std::string_view target{}; ///< of the centroid; of an S record its own label
};

/// Reads a line (without its end) of the .uc format of USEARCH and VSEARCH: ten tab-separated columns, type in the
/// first, labels in the last two. nullopt for what says nothing about membership (C, N, L, D, R and #). Throws
/// `input_error` at `where` for anything else.
[[nodiscard]] std::optional<uc_record> parse_uc(std::string_view line, input_location const & where);

/// The sample a label names: the value of the first `;sample=` or `;barcodelabel=`, otherwise the text before the last
/// `separator` of the label's part before its first ';'. nullopt when that is empty or there is no separator.
[[nodiscard]] std::optional<std::string_view> sample_of(std::string_view label, char separator) noexcept;

} // namespace ampstream::table
