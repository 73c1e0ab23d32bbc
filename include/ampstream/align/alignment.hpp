// SPDX-License-Identifier: BSD-3-Clause
// What an alignment is: runs of columns, their counts, and the five definitions of identity.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ampstream::align
{

/// What stands in a column. The value is its letter in VSEARCH's CIGAR strings.
enum class column : char
{
    match = 'M',       ///< a letter of the query above one of the target, equal or not
    query_only = 'D',  ///< a letter of the query above a gap
    target_only = 'I', ///< a gap above a letter of the target
};

/// `length` columns of one kind.
struct run
{
    column kind{};
    std::uint32_t length{};
    bool operator==(run const &) const = default;
};

/// Counts of an alignment.
struct statistics
{
    std::uint32_t columns{};
    std::uint32_t matches{};       ///< letters whose sets of bases overlap
    std::uint32_t mismatches{};    ///< letters whose sets of bases are disjoint
    std::uint32_t gaps{};          ///< runs of gap columns, terminal ones included
    std::uint32_t left_columns{};  ///< columns of the gap at the left end, 0 if there is none
    std::uint32_t right_columns{}; ///< columns of the gap at the right end; 0 if the left one is the whole alignment
    std::uint32_t shortest{};      ///< length of the shorter sequence
    std::uint32_t longest{};       ///< length of the longer sequence

    /// Columns without the gaps at the ends.
    [[nodiscard]] std::uint32_t interior_columns() const noexcept { return columns - left_columns - right_columns; }
    bool operator==(statistics const &) const = default;
};

/// A global alignment of a query with a target.
struct alignment
{
    std::int64_t score{};
    statistics counts{};
    std::vector<run> path{}; ///< from left to right, neighbours differ in kind

    bool operator==(alignment const &) const = default;
};

/// VSEARCH's --iddef.
enum class identity_definition : std::uint8_t
{
    shortest = 0, ///< matches / shorter sequence (CD-HIT)
    all = 1,      ///< matches / columns
    interior = 2, ///< matches / columns without terminal gaps (VSEARCH's default)
    openings = 3, ///< 1 - (mismatches + gaps) / longer sequence (Marine Biological Laboratory)
    blast = 4,    ///< as `all` (BLAST)
};

/// Identity in percent, 0 to 100; 0 where the denominator is 0. Computed in the order of operations VSEARCH uses, so
/// that comparisons at a limit agree to the last bit.
[[nodiscard]] double identity(statistics const & counts, identity_definition definition) noexcept;

/// VSEARCH's CIGAR: number and letter for each run, the number 1 left out ("D420M2I").
[[nodiscard]] std::string cigar(std::span<run const> path);

/// Counts of `path` over letters given as sets of bases (`encode`). The runs cover both sequences exactly.
[[nodiscard]] statistics count_columns(std::span<run const> path,
                                       std::span<std::uint8_t const> query,
                                       std::span<std::uint8_t const> target) noexcept;

} // namespace ampstream::align
