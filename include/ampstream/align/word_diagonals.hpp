// SPDX-License-Identifier: BSD-3-Clause
// On which diagonals two sequences share words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ampstream::align
{

/// Counts, for each diagonal, the places at which eight equal plain bases begin. Remembers the words of the last query,
/// so it is quickest for one query and many targets. Owns working memory: one a thread.
class word_diagonals
{
public:
    static constexpr std::size_t word_length = 8;

    word_diagonals();

    /// Counts. Letters are codes (`encode`). Returns false, and has nothing to tell, if there are no such places, or
    /// very many of them because of repeats, or the query has 65,535 letters or more. Time: letters of the target and
    /// places; those of the query, if it is not the last one.
    [[nodiscard]] bool operator()(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);

    /// After a call that returned true: the diagonal with most places, the first that has them.
    [[nodiscard]] std::ptrdiff_t best() const noexcept { return best_; }
    /// After a call that returned true: calls `tell(diagonal, places)` for each diagonal that has any.
    template <typename tell_t>
    void for_each(tell_t && tell) const
    {
        for (std::uint32_t const one : used_)
            tell(diagonal_of(one), std::size_t{counts_[one]});
    }

private:
    [[nodiscard]] std::ptrdiff_t diagonal_of(std::size_t entry) const noexcept
    {
        return static_cast<std::ptrdiff_t>(entry + 1) - static_cast<std::ptrdiff_t>(query_.size());
    }
    void remember(std::span<std::uint8_t const> query);

    std::vector<std::uint8_t> query_{};
    std::vector<std::uint32_t> words_{};   ///< of the query
    std::vector<std::uint64_t> seen_;      ///< by word, a bit: does the query hold it?
    std::vector<std::uint16_t> last_;      ///< by word: its last place in the query, counted from 1
    std::vector<std::uint16_t> earlier_{}; ///< by place, counted from 1: the place before with the same word, or 0
    std::vector<std::uint16_t> counts_{};  ///< by diagonal; 0 but for those used
    std::vector<std::uint32_t> used_{};    ///< entries of `counts_`
    std::ptrdiff_t best_{};
    std::uint16_t most_{};
};

} // namespace ampstream::align
