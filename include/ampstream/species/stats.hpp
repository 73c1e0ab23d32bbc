// SPDX-License-Identifier: BSD-3-Clause
// What became of references and of queries.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace ampstream::species
{

/// Why a query has species, or none.
enum class status : std::uint8_t
{
    ok,            ///< one species fits
    several,       ///< several fit and are listed
    too_many,      ///< more fit than are listed
    none,          ///< no reference fits
    genus_differs, ///< a genus that fits is not the one the query was classified as
    no_genus,      ///< references fit, but the query was classified to no genus
    too_short,     ///< the query is too short to be looked for
    count_
};
inline constexpr std::size_t status_count = static_cast<std::size_t>(status::count_);
inline constexpr std::array<std::string_view, status_count> status_names{
    "ok", "several", "too_many", "none", "genus_differs", "no_genus", "too_short"};

[[nodiscard]] constexpr std::string_view name_of(status one) noexcept
{
    return status_names[static_cast<std::size_t>(one)];
}

/// references = named + unnamed + other_genus; queries = the sum over all statuses.
struct stats
{
    std::uint64_t references{};
    std::uint64_t named{};
    std::uint64_t unnamed{};     ///< left out: no species in the header
    std::uint64_t other_genus{}; ///< left out: the species is of another genus than the lineage
    std::array<std::uint64_t, status_count> queries_by_status{};

    void count(status one) noexcept { ++queries_by_status[static_cast<std::size_t>(one)]; }
    [[nodiscard]] std::uint64_t with(status one) const noexcept
    {
        return queries_by_status[static_cast<std::size_t>(one)];
    }
    [[nodiscard]] std::uint64_t queries() const noexcept
    {
        return std::accumulate(queries_by_status.begin(), queries_by_status.end(), std::uint64_t{0});
    }
    stats & operator+=(stats const & other) noexcept
    {
        references += other.references;
        named += other.named;
        unnamed += other.unnamed;
        other_genus += other.other_genus;
        for (std::size_t i = 0; i < status_count; ++i)
            queries_by_status[i] += other.queries_by_status[i];
        return *this;
    }
    bool operator==(stats const &) const = default;
};

} // namespace ampstream::species
