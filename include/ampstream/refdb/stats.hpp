// SPDX-License-Identifier: BSD-3-Clause
// What became of the records of a source.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ampstream::refdb
{

/// The fate of a record. The order is the order in which the reasons are asked for: the first that applies counts.
enum class fate : std::uint8_t
{
    no_lineage,
    unranked,
    other_domain,
    organelle,
    too_short,
    too_ambiguous,
    no_primers,
    short_region,
    duplicate_id,
    identical,
    kept
};

inline constexpr std::array<std::string_view, 11> fate_names{
    "no_lineage",    "lineage_not_in_rank_table", "other_domain",     "organelle",    "too_short",
    "too_ambiguous", "primers_not_found",         "region_too_short", "duplicate_id", "identical_in_lineage",
    "kept"};

[[nodiscard]] constexpr std::string_view name_of(fate one) noexcept
{
    return fate_names[static_cast<std::size_t>(one)];
}

/// records = sum over all fates.
struct stats
{
    std::uint64_t records{};
    std::array<std::uint64_t, fate_names.size()> fates{};
    // Of the kept ones:
    std::uint64_t with_u{};       ///< had U, written as T
    std::uint64_t placeholders{}; ///< a name of the lineage was a placeholder
    std::uint64_t filled{};       ///< a rank had no name
    std::uint64_t shortened{};    ///< the end of the lineage was not in the table of ranks
    std::uint64_t chloroplasts{};
    std::uint64_t mitochondria{};
    std::uint64_t shared_sequences{}; ///< the same sequence is kept in another lineage, too (each but the first)
    // Of all:
    std::uint64_t ends_in_taxon{}; ///< SILVA headers without an organism

    [[nodiscard]] std::uint64_t count(fate one) const noexcept { return fates[static_cast<std::size_t>(one)]; }
    void add(fate one) noexcept
    {
        ++records;
        ++fates[static_cast<std::size_t>(one)];
    }
    stats & operator+=(stats const & other) noexcept
    {
        records += other.records;
        for (std::size_t i = 0; i < fates.size(); ++i)
            fates[i] += other.fates[i];
        with_u += other.with_u;
        placeholders += other.placeholders;
        filled += other.filled;
        shortened += other.shortened;
        chloroplasts += other.chloroplasts;
        mitochondria += other.mitochondria;
        shared_sequences += other.shared_sequences;
        ends_in_taxon += other.ends_in_taxon;
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::refdb
