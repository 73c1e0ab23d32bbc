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

/// Defaults are those of VSEARCH's clustering commands, but for the identity, which has none there.
struct options
{
    std::string method{"size"};                    ///< size, fast, smallmem or unoise, as `vsearch --cluster_...`
    double id{0.97};                               ///< least identity of a member with its centroid, 0 to 1
    std::uint64_t iddef{2};                        ///< definition of identity, see `align::identity_definition`
    std::uint64_t maxaccepts{1};                   ///< centroids accepted before a search ends; 0: no limit
    std::optional<std::uint64_t> maxrejects{};     ///< centroids rejected before a search ends; 0: no limit; unset: 32,
                                                   ///< with `fast` 8
    std::string strand{"plus"};                    ///< plus or both
    std::string qmask{"dust"};                     ///< none, dust or soft
    std::uint64_t wordlength{8};                   ///< bases
    std::optional<std::uint64_t> minwordmatches{}; ///< unset: VSEARCH's default for the word length

    bool sizeorder{false};    ///< of the accepted centroids the most abundant is joined
    bool usersort{false};     ///< smallmem: any order is taken, not only by length
    std::uint64_t minsize{8}; ///< unoise: least abundance of what is taken
    double unoise_alpha{2.0}; ///< unoise: see `skew_rule`

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
    [[nodiscard]] bool is_unoise() const noexcept { return method == "unoise"; }
    /// The limits of each search.
    [[nodiscard]] search::criteria limits() const;
    [[nodiscard]] kmer::masking masking() const { return kmer::masking_named(qmask); }
};

/// The list of the options of searches, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);
/// The list of the others: which sequences are taken, in which order, and UNOISE. Whoever offers them must see to the
/// order.
[[nodiscard]] option_list describe_method(options & chosen);

} // namespace ampstream::cluster
