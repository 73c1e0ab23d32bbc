// SPDX-License-Identifier: BSD-3-Clause
// One query, one strand, looking for targets; in two steps, the second cheap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/global_aligner.hpp>
#include <ampstream/kmer/distinct_words.hpp>
#include <ampstream/search/candidate.hpp>
#include <ampstream/search/criteria.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/search/effort.hpp>
#include <ampstream/search/refuter.hpp>
#include <ampstream/search/walk.hpp>

namespace ampstream::search
{

/// What a thread needs to search; not shared.
struct search_tools
{
    search_tools(criteria const & limits, unsigned word_length)
        : find_words{word_length}, refute{limits, align::scoring{}, word_length}
    {
    }

    kmer::distinct_words find_words;
    refuter refute;
    candidate_ranker rank{};
    align::global_aligner align{};
};

/// What decides on a target besides the limits of the search. Empty functions let everything pass and weigh nothing.
struct hit_rules
{
    admission may_align{};                                      ///< asked before a target is aligned
    approval may_hit{};                                         ///< asked of alignments of enough identity
    std::function<std::uint64_t(std::uint32_t target)> weigh{}; ///< heavier hits are better, whatever their identity
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

/// Targets of which some came after the searches had begun. Newcomers have the numbers behind those of the known ones.
struct growing_targets
{
    database const & known;
    database const & newcomers;

    [[nodiscard]] std::span<std::uint8_t const> codes(std::size_t target) const noexcept
    {
        return target < known.size() ? known.codes(target) : newcomers.codes(target - known.size());
    }
    [[nodiscard]] std::uint32_t distinct_words(std::size_t target) const noexcept
    {
        return target < known.size() ? known.distinct_words(target) : newcomers.distinct_words(target - known.size());
    }
};

/// A target that was judged.
struct judged
{
    std::uint32_t target{};
    verdict decided{};
    std::uint64_t weight{};     ///< 0 if weights do not count
    double identity{};          ///< percent; 0 if it was refused, or rejected without an alignment
    align::alignment aligned{}; ///< of accepted ones
};

/// The search of a query along one strand, as `vsearch --usearch_global` and clustering do it. Verdicts are kept, so
/// that walking again costs only what is new; a target that certainly is no hit is rejected without an alignment.
///
/// Where one hit ends a search, it is looked for in a short head of the list of candidates, which is quickly made; the
/// list is a prefix of the whole one, so a hit found there is the hit. Only if there is none the whole list is made.
class strand_search
{
public:
    /// Tells the rules; called first.
    void obey(hit_rules rules) { rules_ = std::move(rules); }

    /// Ranks the targets and walks through them. `sequence` is masked; do its lower-case letters make no words?
    void begin(search_tools & tools,
               criteria const & limits,
               database const & targets,
               std::string_view sequence,
               bool skip_lower_case);

    /// Walks again with the first `count` newcomers, whatever newcomers there were before; `their_words` has all of
    /// their words.
    void renew(search_tools & tools,
               criteria const & limits,
               growing_targets const & targets,
               std::size_t count,
               word_set const & their_words);
    /// Walks again without the newcomers that `is_there(number)` denies, if there are any of them in the list.
    template <typename is_there_t>
    void withdraw(search_tools & tools,
                  criteria const & limits,
                  growing_targets const & targets,
                  is_there_t const & is_there)
    {
        std::size_t const known = targets.known.size();
        if (std::erase_if(candidates_, [&](ranked const & one)
                          { return one.shares.target >= known && !is_there(one.shares.target - known); }) != 0)
            walk_through(tools, limits, targets);
    }

    /// The best accepted target of the last walk, see `is_better`. nullptr if there is none.
    [[nodiscard]] judged * best() noexcept { return best_ == none ? nullptr : &judged_[best_]; }
    /// Was one of the known targets accepted by `begin`?
    [[nodiscard]] bool is_known_hit() const noexcept { return is_known_hit_; }
    /// All that were judged since `begin`, in the order of their turns.
    [[nodiscard]] std::span<judged> verdicts() noexcept { return judged_; }

    [[nodiscard]] std::span<std::uint8_t const> codes() const noexcept { return codes_; }
    [[nodiscard]] std::span<std::uint32_t const> words() const noexcept { return words_; }
    /// What the last walk looked at; alignments of all walks.
    [[nodiscard]] effort const & spent() const noexcept { return spent_; }

private:
    static constexpr std::uint32_t none = 0xffffffffU;

    /// A candidate and where its verdict is kept.
    struct ranked
    {
        candidate shares{};
        std::uint32_t place{none};
    };

    void search_known(search_tools & tools,
                      criteria const & limits,
                      database const & targets,
                      std::string_view sequence,
                      bool skip_lower_case);
    void append(std::span<candidate const> all);
    [[nodiscard]] bool
    may_be_renewed(search_tools const & tools, criteria const & limits, word_set const & their_words) const;
    [[nodiscard]] std::size_t least_words(search_tools const & tools, criteria const & limits) const;
    void walk_through(search_tools & tools, criteria const & limits, growing_targets const & targets);
    [[nodiscard]] std::uint32_t
    judge(search_tools & tools, criteria const & limits, growing_targets const & targets, candidate const & one);

    hit_rules rules_{};
    std::vector<std::uint8_t> codes_{};
    std::vector<std::uint32_t> words_{};
    std::vector<ranked> candidates_{};
    std::vector<judged> judged_{};
    std::uint32_t best_{none};
    std::uint32_t best_words_{}; ///< words shared with the best
    bool is_known_hit_{};
    effort spent_{};
};

/// Is the first hit the better one? Higher weight, then higher identity, then lower number.
[[nodiscard]] inline bool is_better(judged const & one, judged const & other) noexcept
{
    if (one.weight != other.weight)
        return one.weight > other.weight;
    return one.identity != other.identity ? one.identity > other.identity : one.target < other.target;
}

} // namespace ampstream::search
