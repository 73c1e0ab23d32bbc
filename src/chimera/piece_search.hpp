// SPDX-License-Identifier: BSD-3-Clause
// The candidates that the pieces of a query find.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/align/global_aligner.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/search/accepter.hpp>
#include <ampstream/search/candidate.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/search/walk.hpp>

namespace ampstream::chimera
{

/// Sequences that may turn out to be targets, too: those of a round before a query. In the order of targets they come
/// behind all others.
struct newcomers
{
    search::database const * sequences{}; ///< of the whole round; nullptr: there are none
    std::span<std::uint8_t const>
        is_target{}; ///< 1 for those before the query that are taken for targets, 0 for others
};

/// Searches with the pieces of one query after the other, as `search::strand_search` would, but aligns a piece only
/// where nothing less can tell whether the target is accepted. Owns working memory: one a thread; `targets` must
/// outlive it.
class piece_search
{
public:
    explicit piece_search(search::database const & targets);

    /// Finds the targets that are accepted by any piece, each once. `query` is masked, `codes` are its letters
    /// (`align::encode`); both must live as long as this query is asked about. `recent` are numbered behind `targets`.
    void operator()(std::string_view query,
                    std::span<std::uint8_t const> codes,
                    search::admission const & may_align,
                    newcomers const & recent = {});
    /// Numbers of the newcomers on which the candidates depend: had one of these been taken for what it was not, they
    /// might be others. (May hold a number twice.)
    [[nodiscard]] std::span<std::uint32_t const> dependencies() const noexcept { return dependencies_; }
    /// Letters of a target or newcomer.
    [[nodiscard]] std::span<std::uint8_t const> codes(std::uint32_t target) const noexcept
    {
        return target < targets_.size() ? targets_.codes(target) : recent_.sequences->codes(target - targets_.size());
    }

    [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }
    [[nodiscard]] std::uint32_t target(std::size_t candidate) const noexcept { return found_[candidate].target; }
    /// The whole query with a candidate.
    [[nodiscard]] align::alignment const & alignment(std::size_t candidate);

    /// Does a candidate come before another? Those of earlier pieces do; of one piece, the more similar to it, then the
    /// lower target. Only here identities may have to be computed.
    [[nodiscard]] bool comes_before(std::size_t candidate, std::size_t other);

private:
    struct finding
    {
        std::uint32_t target{};
        std::uint32_t piece{};
        std::ptrdiff_t shift{};           ///< of the target against the query, where a piece was found last
        bool is_likely{};                 ///< does the last piece that was asked for look like a hit?
        std::optional<double> identity{}; ///< with the piece, percent
        std::optional<align::alignment> whole{};
    };

    void search_piece(std::size_t piece, search::admission const & may_align);
    void rank(std::span<std::uint32_t const> words);
    [[nodiscard]] bool accepts_target(std::size_t piece, std::uint32_t target);
    [[nodiscard]] bool is_hit_on_diagonal(std::size_t piece, finding & one);
    [[nodiscard]] bool is_hit(std::size_t piece, finding & one);
    [[nodiscard]] double identity_of(finding & one);

    search::database const & targets_;
    search::criteria limits_;
    search::accepter is_certain_;
    kmer::distinct_words words_;
    search::candidate_ranker rank_{};
    search::candidate_ranker rank_recent_{};
    newcomers recent_{};
    std::vector<search::candidate> ranked_{};
    std::vector<std::uint32_t> doubtful_{};
    std::vector<std::uint32_t> dependencies_{};
    align::global_aligner align_{};
    std::string_view query_{};
    std::span<std::uint8_t const> codes_{};
    std::vector<std::size_t> begins_{}; ///< of the pieces; the last entry is the end
    std::vector<finding> found_{};
};

} // namespace ampstream::chimera
