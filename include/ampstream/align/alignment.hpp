// SPDX-License-Identifier: BSD-3-Clause
// A pairwise global alignment: its path and the figures read off it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ampstream::align
{

/// A run of equal columns. `M`: both bases; `D`: only the query has a base; `I`: only the target has one
/// (VSEARCH's letters).
struct path_run
{
    char kind{};
    std::uint32_t length{};
    bool operator==(path_run const &) const = default;
};

/// From the first column to the last.
using path = std::vector<path_run>;

/// The path as VSEARCH prints it: a length of 1 is left out ("3I42MD").
[[nodiscard]] std::string cigar(path const & columns);

/// A path with its score.
struct alignment
{
    path columns{};
    std::int32_t score{};
};

/// Counts of an alignment. Terminal gaps are those before the first and after the last column with both bases.
struct alignment_counts
{
    std::uint32_t matches{};       ///< columns whose letters have a base in common
    std::uint32_t mismatches{};    ///< the other columns with two bases
    std::uint32_t gap_openings{};  ///< interior gaps
    std::uint32_t interior_gaps{}; ///< columns of interior gaps
    std::uint32_t terminal_gaps{}; ///< columns of terminal gaps
    std::uint32_t shortest{};      ///< bases of the shorter sequence
    std::uint32_t longest{};       ///< bases of the longer sequence
    std::uint32_t terminal_gap_openings{};

    [[nodiscard]] std::uint32_t columns() const noexcept
    {
        return matches + mismatches + interior_gaps + terminal_gaps;
    }
    /// Columns without the terminal gaps.
    [[nodiscard]] std::uint32_t inner_columns() const noexcept { return matches + mismatches + interior_gaps; }
};

/// Reads the counts off `columns`, which is a path of `query` against `target`.
[[nodiscard]] alignment_counts count_columns(path const & columns, std::string_view query, std::string_view target);

/// Definitions of identity, numbered as VSEARCH's `--iddef`.
enum class identity_definition : std::uint8_t
{
    cd_hit = 0, ///< matches / shorter sequence
    edit = 1,   ///< matches / columns
    inner = 2,  ///< matches / columns without terminal gaps
    marine = 3, ///< 1 − (mismatches + gap openings, terminal ones too) / longer sequence, at least 0
    blast = 4,  ///< as `edit`
};

/// Identity in percent, 0 to 100.
[[nodiscard]] double identity(alignment_counts const & counts, identity_definition definition) noexcept;

} // namespace ampstream::align
