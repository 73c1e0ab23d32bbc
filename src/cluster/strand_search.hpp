// SPDX-License-Identifier: BSD-3-Clause
// One unique, one strand, looking for a centroid; in two steps, the second cheap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/global_aligner.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/search/candidate.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/search/refuter.hpp>
#include <ampstream/search/searcher.hpp>

namespace ampstream::cluster
{

/// What a thread needs to search; not shared.
struct search_tools
{
    search_tools(search::criteria const & limits, unsigned word_length)
        : find_words{word_length}, refute{limits, align::scoring{}, word_length}
    {
    }

    kmer::distinct_words find_words;
    search::refuter refute;
    search::candidate_ranker rank{};
    align::global_aligner align{};
};

/// What decides on a centroid besides the limits of the search.
struct hit_rules
{
    std::optional<double> unoise_alpha{};    ///< see `is_noise`
    bool sizeorder{};                        ///< more abundant centroids are better
    std::vector<std::uint64_t> abundances{}; ///< of the centroids
};

/// A set of words that grows.
class word_set
{
public:
    explicit word_set(unsigned word_length) : bits_(((std::size_t{1} << 2 * word_length) + 63) / 64) {}

    void add(std::span<std::uint32_t const> words)
    {
        for (std::uint32_t const word : words)
            bits_[word / 64] |= std::uint64_t{1} << word % 64;
    }
    [[nodiscard]] bool contains(std::uint32_t word) const noexcept { return (bits_[word / 64] >> word % 64 & 1U) != 0; }
    void clear() { bits_.assign(bits_.size(), 0); }

private:
    std::vector<std::uint64_t> bits_;
};

/// A centroid that was judged.
struct judged
{
    std::uint32_t target{};
    search::verdict decided{};
    std::uint64_t weight{};         ///< its abundance if that decides who is better, otherwise 0
    double identity{};              ///< percent; 0 if it was rejected without an alignment
    align::statistics counts{};     ///< of accepted ones
    std::vector<align::run> path{}; ///< of accepted ones
    std::int64_t score{};           ///< of accepted ones
};

/// The search of a unique along one strand. Verdicts are kept, so that walking again costs only what is new.
///
/// Where one hit ends a search, it is looked for in a short head of the list of candidates, which is quickly made; the
/// list is a prefix of the whole one, so a hit found there is the hit. Only if there is none the whole list is made.
class strand_search
{
public:
    /// Tells the rules, which must outlive the search, and the abundance of the unique. Called first.
    void obey(hit_rules const & rules, std::uint64_t abundance) noexcept
    {
        rules_ = &rules;
        abundance_ = abundance;
    }

    /// Ranks the centroids of earlier rounds and walks through them. `sequence` is masked.
    void begin(search_tools & tools,
               search::criteria const & limits,
               search::database const & centroids,
               std::string_view sequence);

    /// Could a centroid whose words are all in `fresh` change the outcome? It must share enough words to come to its
    /// turn.
    [[nodiscard]] bool
    may_be_renewed(search_tools const & tools, search::criteria const & limits, word_set const & fresh) const;

    /// Walks again with the centroids that were added since, from number `first_fresh` on.
    void renew(search_tools & tools,
               search::criteria const & limits,
               search::database const & centroids,
               std::size_t first_fresh);

    /// The best accepted centroid of the last walk, see `is_better`. nullptr if there is none.
    [[nodiscard]] judged * best() noexcept { return best_ == none ? nullptr : &judged_[best_]; }

    [[nodiscard]] std::span<std::uint8_t const> codes() const noexcept { return codes_; }
    [[nodiscard]] std::span<std::uint32_t const> words() const noexcept { return words_; }
    /// What the last walk looked at; alignments of both walks.
    [[nodiscard]] search::effort const & spent() const noexcept { return spent_; }

private:
    static constexpr std::uint32_t none = 0xffffffffU;

    /// A candidate and where its verdict is kept.
    struct ranked
    {
        search::candidate candidate{};
        std::uint32_t verdict{none};
    };

    [[nodiscard]] bool may_join(std::uint32_t target, align::statistics const & counts) const;
    void append(std::span<search::candidate const> all);
    [[nodiscard]] std::size_t least_words(search_tools const & tools, search::criteria const & limits) const;
    void walk(search_tools & tools, search::criteria const & limits, search::database const & centroids);
    [[nodiscard]] std::uint32_t judge(search_tools & tools,
                                      search::criteria const & limits,
                                      search::database const & centroids,
                                      search::candidate const & one);

    hit_rules const * rules_{};
    std::uint64_t abundance_{};
    std::vector<std::uint8_t> codes_{};
    std::vector<std::uint32_t> words_{};
    std::vector<ranked> candidates_{};
    std::vector<judged> judged_{};
    std::uint32_t best_{none};
    std::uint32_t best_words_{}; ///< words shared with the best
    search::effort spent_{};
};

/// Is the first hit the better one? Higher weight, then higher identity, then lower number.
[[nodiscard]] inline bool is_better(judged const & one, judged const & other) noexcept
{
    if (one.weight != other.weight)
        return one.weight > other.weight;
    return one.identity != other.identity ? one.identity > other.identity : one.target < other.target;
}

} // namespace ampstream::cluster
