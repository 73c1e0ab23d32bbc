// SPDX-License-Identifier: BSD-3-Clause
// Names by the vote of bootstrap rounds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/exec/tool_shed.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/sintax/options.hpp>
#include <ampstream/sintax/reference.hpp>

namespace ampstream::sintax
{

inline constexpr std::uint32_t rounds = 100;

/// A name at a rank.
struct vote
{
    char rank{};                ///< its letter
    std::string_view name{};    ///< points into the reference
    std::uint32_t rounds_for{}; ///< of 100
};

/// What a query is called.
struct call
{
    bool is_found{};
    bool is_reversed{};
    std::vector<vote> votes{}; ///< from the first rank down
};

/// SINTAX (Edgar 2016, bioRxiv 074161) as in `vsearch --sintax`. In each of 100 rounds 32 of the query's distinct words
/// of 8 bases are drawn with replacement; the reference sequence with most of them, 12 at least, is the round's: the
/// shorter, then the first, if several have as many. With fewer than 32 distinct words, or fewer than 50 rounds that
/// find one, there is no call. Rank by rank the name most rounds have, among those that had the winners of all ranks
/// above, wins. Draws depend on the seed and the query's ordinal only. May be called from many threads at once.
class voter
{
public:
    /// `known` must outlive the voter and not grow any more. Throws as `options::validate`.
    voter(options const & chosen, reference const & known);

    /// `ordinal`: number of the query in the input.
    [[nodiscard]] call operator()(std::string_view sequence, std::uint64_t ordinal) const;

private:
    struct tools;
    struct ballot;
    struct winner;
    [[nodiscard]] ballot
    hold(std::string_view sequence, std::string_view purpose, std::uint64_t ordinal, tools & with) const;
    [[nodiscard]] std::optional<winner> best_target(tools & with) const;
    [[nodiscard]] std::vector<vote> count(ballot const & held) const;

    options options_;
    reference const & known_;
    std::unique_ptr<exec::tool_shed<tools>> tools_;

public:
    ~voter();
    voter(voter const &) = delete;
    voter & operator=(voter const &) = delete;
};

/// `label`, names with confidences, strand and, with a cut-off, the names that reach it down to the first that does
/// not; tab-separated, with newline.
void append_row(std::string & text, std::string_view label, call const & called, std::optional<double> cutoff);

} // namespace ampstream::sintax
