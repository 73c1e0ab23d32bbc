// SPDX-License-Identifier: BSD-3-Clause
// How queries are looked for in a database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <ampstream/core/option.hpp>
#include <ampstream/kmer/masking.hpp>
#include <ampstream/search/criteria.hpp>

namespace ampstream::match
{

/// Names and defaults are those of `vsearch --usearch_global`, but for the identity, which has none there.
struct options
{
    double id{0.97};                               ///< least identity of a hit, 0 to 1
    std::uint64_t iddef{2};                        ///< definition of identity, see `align::identity_definition`
    std::uint64_t maxaccepts{1};                   ///< hits before the search of a strand ends; 0: no limit
    std::uint64_t maxrejects{32};                  ///< misses before the search of a strand ends; 0: no limit
    std::string strand{"plus"};                    ///< plus or both
    std::string qmask{"dust"};                     ///< masking of queries: none, dust or soft
    std::string dbmask{"dust"};                    ///< masking of targets
    std::uint64_t wordlength{8};                   ///< bases
    std::optional<std::uint64_t> minwordmatches{}; ///< unset: VSEARCH's default for the word length
    std::optional<std::uint64_t> minseqlength{};   ///< bases, of targets; unset: 32, or 1 in exact searches
    std::uint64_t maxseqlength{50000};             ///< bases, of targets

    bool self{false};                        ///< a target with the query's label is refused
    bool selfid{false};                      ///< a target with the query's sequence is refused
    std::optional<double> query_cov{};       ///< least share of the query that is aligned
    std::optional<double> target_cov{};      ///< least share of the target that is aligned
    std::optional<double> maxid{};           ///< largest identity
    std::optional<double> mid{};             ///< least percentage of matches among aligned pairs of letters
    std::optional<std::uint64_t> mincols{};  ///< fewest columns without terminal gaps
    std::optional<std::uint64_t> maxsubs{};  ///< most mismatches
    std::optional<std::uint64_t> maxgaps{};  ///< most gaps, terminal ones not counted
    std::optional<std::uint64_t> maxdiffs{}; ///< most mismatches and gap columns together

    bool xsize{false}; ///< labels in H records of .uc lose `;size=N`
    bool xee{false};   ///< and `;ee=X`

    bool top_hits_only{false};              ///< keep hits as good as the best
    std::optional<std::uint64_t> maxhits{}; ///< keep at most so many hits of a query

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
    [[nodiscard]] bool takes_both_strands() const noexcept { return strand == "both"; }
    /// Is anything but the identity asked of an alignment?
    [[nodiscard]] bool limits_alignments() const noexcept
    {
        return query_cov || target_cov || maxid || mid || mincols || maxsubs || maxgaps || maxdiffs;
    }
    /// The limits of each search.
    [[nodiscard]] search::criteria limits() const;
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::match
