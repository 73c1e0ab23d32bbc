// SPDX-License-Identifier: BSD-3-Clause
// Rounds, targets, votes.
#include <ampstream/sintax/voter.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include <fmt/format.h>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/core/random.hpp>
#include <ampstream/kmer/word_counter.hpp>

namespace ampstream::sintax
{

namespace
{

constexpr std::size_t words_a_round = 32;
constexpr std::uint16_t least_words = 12;
constexpr std::size_t least_rounds = rounds / 2;

} // namespace

/// Working memory of a thread.
struct voter::tools
{
    kmer::distinct_words find_words{word_length};
    kmer::word_counter count_words{};
    std::vector<std::uint32_t> drawn{};
};

/// The target of a round and how many of the drawn words it has.
struct voter::winner
{
    std::uint32_t target{};
    std::uint16_t words{};
};

/// The targets of the rounds that found one, and how many words they had in all.
struct voter::ballot
{
    std::vector<std::uint32_t> targets{};
    std::uint64_t words{};
    [[nodiscard]] bool is_valid() const noexcept { return targets.size() >= least_rounds; }
};

voter::voter(options const & chosen, reference const & known)
    : options_{chosen}, known_{known},
      tools_{std::make_unique<exec::tool_shed<tools>>([] { return std::make_unique<tools>(); })}
{
    options_.validate();
}

voter::~voter() = default;

/// Blocks of targets in which nobody has as many words as the best so far are left early.
std::optional<voter::winner> voter::best_target(tools & with) const
{
    std::optional<winner> best;
    auto const compare = [&](std::uint32_t target, std::uint16_t words)
    {
        if (!best || words > best->words ||
            (words == best->words && known_.length(target) < known_.length(best->target)))
            best = winner{target, words};
    };
    with.count_words.start(known_.words(), with.drawn);
    while (with.count_words.next(best ? best->words : least_words, compare))
        ;
    return best;
}

voter::ballot
voter::hold(std::string_view sequence, std::string_view purpose, std::uint64_t ordinal, tools & with) const
{
    ballot held;
    std::span<std::uint32_t const> const words = with.find_words(sequence, false);
    if (words.size() < words_a_round)
        return held;
    random_stream random{options_.randseed, purpose, ordinal};
    for (std::uint32_t round = 0; round < rounds; ++round)
    {
        with.drawn.clear();
        for (std::size_t i = 0; i < words_a_round; ++i)
            with.drawn.push_back(words[random.below(words.size())]);
        std::ranges::sort(with.drawn);
        with.drawn.erase(std::ranges::unique(with.drawn).begin(), with.drawn.end());
        if (auto const best = best_target(with))
        {
            held.targets.push_back(best->target);
            held.words += best->words;
        }
    }
    return held;
}

std::vector<vote> voter::count(ballot const & held) const
{
    std::vector<vote> votes;
    std::vector<std::uint32_t> agreeing = held.targets;
    for (std::size_t rank = 0; rank < rank_letters.size(); ++rank)
    {
        // In the order of the rounds: of names with as many votes the one that came first wins.
        std::vector<vote> names;
        for (std::uint32_t const target : agreeing)
        {
            std::string_view const name = known_.names(target)[rank];
            auto const known = std::ranges::find(names, name, &vote::name);
            if (known == names.end())
                names.push_back({rank_letters[rank], name, 1});
            else
                ++known->rounds_for;
        }
        auto const chosen = std::ranges::max_element(names, {}, &vote::rounds_for);
        std::erase_if(agreeing, [&](std::uint32_t target) { return known_.names(target)[rank] != chosen->name; });
        if (!chosen->name.empty())
            votes.push_back(*chosen);
    }
    return votes;
}

call voter::operator()(std::string_view sequence, std::uint64_t ordinal) const
{
    auto const with = tools_->borrow();
    ballot held = hold(sequence, "sintax plus", ordinal, *with);
    bool is_reversed = false;
    if (options_.takes_both_strands())
    {
        ballot other = hold(reverse_complement(sequence), "sintax minus", ordinal, *with);
        is_reversed = other.is_valid() && (!held.is_valid() || other.words > held.words);
        if (is_reversed)
            held = std::move(other);
    }
    if (!held.is_valid())
        return {};
    return {.is_found = true, .is_reversed = is_reversed, .votes = count(held)};
}

void append_row(std::string & text, std::string_view label, call const & called, std::optional<double> cutoff)
{
    auto const end = std::back_inserter(text);
    text.append(label).append("\t");
    for (std::size_t i = 0; i < called.votes.size(); ++i)
        fmt::format_to(end, "{}{}:{}({:.2f})", i == 0 ? "" : ",", called.votes[i].rank, called.votes[i].name,
                       static_cast<double>(called.votes[i].rounds_for) / rounds);
    text.append("\t").append(!called.is_found ? "" : called.is_reversed ? "-" : "+");
    if (cutoff)
    {
        text += '\t';
        for (std::size_t i = 0; i < called.votes.size(); ++i)
        {
            if (static_cast<double>(called.votes[i].rounds_for) / rounds < *cutoff)
                break;
            fmt::format_to(end, "{}{}:{}", i == 0 ? "" : ",", called.votes[i].rank, called.votes[i].name);
        }
    }
    text += '\n';
}

} // namespace ampstream::sintax
