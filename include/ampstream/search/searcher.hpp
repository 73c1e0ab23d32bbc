// SPDX-License-Identifier: BSD-3-Clause
// The search of one query: rank, align, accept or reject, until a budget is spent.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/global_aligner.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/search/candidate.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/search/walk.hpp>

namespace ampstream::search
{

/// A candidate that was looked at.
struct trial
{
    std::uint32_t target{};
    std::uint32_t words{}; ///< words of the query that the target holds
    verdict decided{};
    double identity{};          ///< percent; 0 if it was refused
    align::alignment aligned{}; ///< empty if it was refused
};

/// Counters of searches.
struct effort
{
    std::uint64_t queries{};
    std::uint64_t candidates{}; ///< = refused + rejected + accepted
    std::uint64_t refused{};
    std::uint64_t rejected{};
    std::uint64_t accepted{};
    std::uint64_t alignments{}; ///< computed

    constexpr effort & operator+=(effort const & other) noexcept
    {
        queries += other.queries;
        candidates += other.candidates;
        refused += other.refused;
        rejected += other.rejected;
        accepted += other.accepted;
        alignments += other.alignments;
        return *this;
    }
    bool operator==(effort const &) const = default;
};

/// The test before alignment: may this target be a hit of the query at all? (Ratios of size or length, not itself …)
/// An empty function lets every target pass.
using admission = std::function<bool(std::uint32_t target)>;

/// A test after alignment, besides the identity: may this alignment be a hit? An empty function lets every one pass.
using approval = std::function<bool(align::alignment const & aligned, std::uint32_t target)>;

/// Searches as `vsearch --usearch_global`, clustering and UCHIME do: candidates in their order, one verdict after the
/// other, until `maxaccepts` are accepted or `maxrejects` are refused or rejected. A candidate is aligned only when its
/// turn comes. Owns working memory: one searcher a thread; `targets` must outlive it.
class searcher
{
public:
    searcher(database const & targets, criteria const & limits, align::scoring const & scores = {});
    /// The same for queries that are masked otherwise than the targets: do their lower-case letters make no words?
    searcher(database const & targets,
             criteria const & limits,
             bool skip_lower_case,
             align::scoring const & scores = {});

    /// Searches one strand. `query` is masked if it shall be. The trials come in the order of the candidates and are
    /// valid until the next call; the hits are those accepted.
    [[nodiscard]] std::span<trial const>
    operator()(std::string_view query, admission const & may_align = {}, approval const & may_hit = {});

    /// What the searches of this object have cost so far.
    [[nodiscard]] effort const & spent() const noexcept { return spent_; }

private:
    database const * targets_;
    criteria limits_;
    bool skip_lower_case_;
    kmer::distinct_words words_;
    candidate_ranker rank_{};
    align::global_aligner align_;
    std::vector<std::uint8_t> codes_{};
    std::vector<trial> trials_{};
    effort spent_{};
};

/// Best of the accepted trials: highest identity, then lowest target number; nullptr if none is accepted.
[[nodiscard]] trial const * best_hit(std::span<trial const> trials) noexcept;

} // namespace ampstream::search
