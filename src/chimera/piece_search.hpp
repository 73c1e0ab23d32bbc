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
#include <ampstream/search/searcher.hpp>

namespace ampstream::chimera
{

/// Searches with the pieces of one query after the other, as `search::searcher` would, but aligns a piece only where
/// nothing less can tell whether the target is accepted. Owns working memory: one a thread; `targets` must outlive it.
class piece_search
{
public:
    explicit piece_search(search::database const & targets);

    /// Finds the targets that are accepted by any piece, each once. `query` is masked, `codes` are its letters
    /// (`align::encode`); both must live as long as this query is asked about.
    void operator()(std::string_view query, std::span<std::uint8_t const> codes, search::admission const & may_align);

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
        std::optional<double> identity{}; ///< with the piece, percent
        std::optional<align::alignment> whole{};
    };

    void search_piece(std::size_t piece, search::admission const & may_align);
    [[nodiscard]] bool accepts(std::size_t piece, std::uint32_t target);
    [[nodiscard]] bool is_hit(std::size_t piece, finding & one);
    [[nodiscard]] double identity_of(finding & one);

    search::database const & targets_;
    search::criteria limits_;
    search::accepter is_certain_;
    kmer::distinct_words words_;
    search::candidate_ranker rank_{};
    align::global_aligner align_{};
    std::string_view query_{};
    std::span<std::uint8_t const> codes_{};
    std::vector<std::size_t> begins_{}; ///< of the pieces; the last entry is the end
    std::vector<finding> found_{};
};

} // namespace ampstream::chimera
