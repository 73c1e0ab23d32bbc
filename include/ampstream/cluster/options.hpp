// SPDX-License-Identifier: BSD-3-Clause
// How uniques are gathered into clusters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <ampstream/core/option.hpp>
#include <ampstream/kmer/masking.hpp>
#include <ampstream/search/criteria.hpp>

namespace ampstream::cluster
{

/// Defaults are those of `vsearch --cluster_size`, but for the identity, which has none there.
struct options
{
    double id{0.97};                               ///< least identity of a member with its centroid, 0 to 1
    std::uint64_t iddef{2};                        ///< definition of identity, see `align::identity_definition`
    std::uint64_t maxaccepts{1};                   ///< centroids accepted before a search ends; 0: no limit
    std::uint64_t maxrejects{32};                  ///< centroids rejected before a search ends; 0: no limit
    std::string strand{"plus"};                    ///< plus or both
    std::string qmask{"dust"};                     ///< none, dust or soft
    std::uint64_t wordlength{8};                   ///< bases
    std::optional<std::uint64_t> minwordmatches{}; ///< unset: VSEARCH's default for the word length

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
    /// The limits of each search.
    [[nodiscard]] search::criteria limits() const;
    [[nodiscard]] kmer::masking masking() const { return kmer::masking_named(qmask); }
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::cluster
