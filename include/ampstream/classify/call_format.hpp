// SPDX-License-Identifier: BSD-3-Clause
// Calls in the forms of other programs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/classify/classifier.hpp>

namespace ampstream::classify
{

/// What a row looks like. RDP's forms leave out queries without a call, as RDP does; the others have a row for each.
enum class call_format : std::uint8_t
{
    table,        ///< our own; see taxonomy_table.hpp
    allrank,      ///< RDP: id, '-' if reversed, then name, rank and confidence from Root down
    fixrank,      ///< the same without Root
    filterbyconf, ///< RDP: names by rank; where the confidence is not above the one asked for, `unclassified_`
                  ///< and the last name above
    qiime2,       ///< QIIME 2's taxonomy.tsv: `d__Bacteria; p__…` as far as confident, confidence of the last name
    phyloseq,     ///< a taxonomy table for R: names by rank, NA where not confident
};

inline constexpr std::array<std::string_view, 6> call_format_names{"table",        "allrank", "fixrank",
                                                                   "filterbyconf", "qiime2",  "phyloseq"};

/// Format with this name; nullopt if there is none.
[[nodiscard]] std::optional<call_format> call_format_named(std::string_view name) noexcept;

/// The first line with newline, "" for formats that have none.
[[nodiscard]] std::string call_header(call_format format, std::vector<std::string> const & rank_names);

/// How rows are written.
struct call_style
{
    call_format format{};
    std::vector<std::string> rank_names{}; ///< of the reference
    double min_confidence{0.8};            ///< names below it are no part of a lineage
    std::uint64_t bootstraps{100};
};

/// Appends the row of one query, with newline, or nothing (see `call_format`).
void append_call(std::string & text, std::string_view id, outcome const & one, call_style const & style);

} // namespace ampstream::classify
