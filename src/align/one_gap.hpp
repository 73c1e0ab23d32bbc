// SPDX-License-Identifier: BSD-3-Clause
// The best path with at most one gap, quickly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <ampstream/align/scoring.hpp>

namespace ampstream::align
{

/// Scores pairs along two diagonals. Owns working memory: one a thread.
class one_gap_scorer
{
public:
    explicit one_gap_scorer(scoring const & scores) : scores_{scores} {}

    /// A score that some path has or surpasses: that of the best path with at most one gap, which holds the difference
    /// of the lengths (along the first diagonal up to some place, then along the last). Pairs with an ambiguous letter
    /// count as mismatches.
    [[nodiscard]] std::int64_t operator()(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);
    /// On the path of the last call: places at which `word_length` pairs in a row begin, all of them equal bases.
    [[nodiscard]] std::size_t equal_words(std::size_t word_length) const noexcept;

private:
    std::size_t turn_{}; ///< pairs along the first diagonal
    scoring scores_;
    std::vector<std::uint8_t> first_{};  ///< 1 where the letters along the first diagonal differ
    std::vector<std::uint8_t> second_{}; ///< along the last
};

} // namespace ampstream::align
