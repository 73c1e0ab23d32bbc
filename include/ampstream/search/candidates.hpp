// SPDX-License-Identifier: BSD-3-Clause
// Which targets are worth aligning, most promising first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <ampstream/kmer/word_index.hpp>
#include <ampstream/search/options.hpp>

namespace ampstream::search
{

/// A target that shares words with the query.
struct candidate
{
    std::uint32_t words{};  ///< distinct words of the query it has
    std::uint32_t length{}; ///< bases
    std::uint32_t number{}; ///< of the target
    bool operator==(candidate const &) const = default;
};

/// Order of candidates: more words, then shorter, then lower number.
[[nodiscard]] constexpr bool comes_before(candidate const & one, candidate const & other) noexcept
{
    if (one.words != other.words)
        return one.words > other.words;
    return one.length != other.length ? one.length < other.length : one.number < other.number;
}

/// Fewest words a candidate must share with a query of `distinct_words` words.
[[nodiscard]] std::uint32_t fewest_words(options const & limits, std::size_t distinct_words) noexcept;

/// Most candidates that are ranked: accepts + rejects + 8, or all `targets` when either is unlimited.
[[nodiscard]] std::size_t most_candidates(options const & limits, std::size_t targets) noexcept;

/// Finds candidates with memory that is used again. Not for two threads at once.
class candidate_finder
{
public:
    /// Replaces `found` by the best `most` targets of `index` with at least `fewest` of the query's `words`, in order.
    void operator()(kmer::word_index const & index,
                    std::span<std::uint16_t const> words,
                    std::uint32_t fewest,
                    std::size_t most,
                    std::vector<candidate> & found);

private:
    std::vector<std::uint16_t> counts_{};
};

} // namespace ampstream::search
