// SPDX-License-Identifier: BSD-3-Clause
// Which targets are tried first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <ampstream/kmer/word_counter.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/simd/target.hpp>

namespace ampstream::search
{

/// A target that shares enough words with a query.
struct candidate
{
    std::uint32_t words{};  ///< words of the query that the target holds
    std::uint32_t length{}; ///< of the target
    std::uint32_t target{};

    bool operator==(candidate const &) const = default;
    /// VSEARCH's order: more words first, then the shorter target, then the lower number. Total.
    [[nodiscard]] friend constexpr bool operator<(candidate const & x, candidate const & y) noexcept
    {
        if (x.words != y.words)
            return x.words > y.words;
        if (x.length != y.length)
            return x.length < y.length;
        return x.target < y.target;
    }
};

/// Ranks targets for a query. Owns counters: one a thread.
class candidate_ranker
{
public:
    explicit candidate_ranker(simd::target target = simd::best_target()) : count_{target} {}

    /// The best `most` targets that share at least `threshold` of `words`, best first; valid until the next call. Only
    /// targets from number `first` on are looked at. The fewer are asked for, the earlier the others are given up.
    [[nodiscard]] std::span<candidate const> operator()(database const & targets,
                                                        std::span<std::uint32_t const> words,
                                                        std::size_t threshold,
                                                        std::size_t most,
                                                        std::size_t first = 0);

    /// The same for the words and targets of the last call, to which nothing was added since.
    [[nodiscard]] std::span<candidate const> again(database const & targets, std::size_t threshold, std::size_t most);

private:
    [[nodiscard]] std::span<candidate const> find(database const & targets, std::size_t threshold, std::size_t most);
    void keep_best(std::size_t most);

    kmer::word_counter count_;
    std::vector<candidate> found_{};
};

} // namespace ampstream::search
