// SPDX-License-Identifier: BSD-3-Clause
// The members of a cluster aligned on its centroid; what most of them say.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/core/unique_set.hpp>

namespace ampstream::cluster
{

/// A column of a cluster's alignment.
struct profile_column
{
    std::array<std::uint64_t, 4> bases{}; ///< how often A, C, G, T (or U)
    std::uint64_t gaps{};
    std::uint64_t ambiguous{}; ///< all other letters
    char consensus{};          ///< most frequent base; N if there are only ambiguous letters; '-' if gaps prevail; '+'
                               ///< before and after the centroid
};

/// A cluster's sequences in rows of equal length, gaps as '-'.
struct star_alignment
{
    std::vector<std::string> rows{}; ///< the centroid first, then the members in their order
    std::vector<profile_column> columns{};

    /// One letter a column.
    [[nodiscard]] std::string aligned_consensus() const;
    /// The same without '-' and '+'.
    [[nodiscard]] std::string consensus() const;
};

/// Puts the pairwise alignments of members with their centroid together: each gap of the centroid is as long as the
/// longest insertion there, insertions stand at its left end. Members that joined by their reverse complement are
/// turned. With `by_abundance` a sequence counts as often as its abundance.
///
/// `members` starts with the centroid. Time and memory: rows times columns.
[[nodiscard]] star_alignment align_members(unique_set const & uniques,
                                           result const & clustered,
                                           std::span<std::uint32_t const> members,
                                           options const & chosen,
                                           bool by_abundance);

/// For each cluster its uniques, the centroid first.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> members_of(clustering const & partition);

} // namespace ampstream::cluster
