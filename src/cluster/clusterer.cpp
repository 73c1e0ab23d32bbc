// SPDX-License-Identifier: BSD-3-Clause
// Rounds of searches and their settlement.
#include <ampstream/cluster/clusterer.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include <ampstream/cluster/noise.hpp>
#include <ampstream/core/nucleotide.hpp>
#include <ampstream/exec/parallel_for.hpp>
#include <ampstream/exec/tool_shed.hpp>
#include <ampstream/search/database.hpp>
#include <ampstream/search/strand_search.hpp>

namespace ampstream::cluster
{

namespace
{

kmer::word_index::runner in_parallel(exec::thread_budget const & budget)
{
    if (budget.threads() == 1)
        return {};
    return [&budget](std::size_t count, std::function<void(std::size_t)> const & work)
    {
        exec::parallel_for(budget, count, 1,
                           [&work](std::size_t begin, std::size_t end)
                           {
                               for (std::size_t i = begin; i < end; ++i)
                                   work(i);
                           });
    };
}

/// The state of one clustering.
class greedy_rounds
{
public:
    greedy_rounds(options const & chosen, unique_set const & uniques)
        : chosen_{chosen}, limits_{chosen.limits()}, uniques_{uniques}, strands_{chosen.strand == "both" ? 2U : 1U},
          centroids_{kmer::skips_lower_case(chosen.masking()), static_cast<unsigned>(chosen.wordlength)},
          newcomers_{centroids_.skips_lower_case(), static_cast<unsigned>(chosen.wordlength)},
          newcomer_words_{static_cast<unsigned>(chosen.wordlength)},
          tools_{[this] { return std::make_unique<search::search_tools>(limits_, centroids_.index().word_length()); }}
    {
        done_.partition.cluster_of.resize(uniques.size());
        done_.memberships.resize(uniques.size());
        done_.counted.sequences = uniques.size();
    }

    void run_round(std::size_t begin, std::size_t end, exec::thread_budget const & budget)
    {
        if (round_.size() < end - begin)
            round_.resize(end - begin);
        for_each_query(budget, 0, end - begin,
                       [&](std::size_t i, search::search_tools & tools) { search(round_[i], begin + i, tools); });
        made_.clear();
        for (std::size_t next = 0; next < end - begin;)
        {
            gather_newcomers(begin, next, end - begin, budget);
            for_each_query(budget, next, end - begin,
                           [&](std::size_t i, search::search_tools & tools) { meet_newcomers(i, tools); });
            next = settle(begin, next, end - begin);
        }
        adopt(budget);
    }

    [[nodiscard]] std::size_t clusters() const noexcept { return centroids_.size(); }
    [[nodiscard]] result finish() && { return std::move(done_); }

private:
    using both_strands = std::array<search::strand_search, 2>; ///< as it is, reverse complement

    /// What decides on a centroid of this unique besides the limits of the search.
    [[nodiscard]] search::hit_rules rules_for(std::uint64_t abundance) const
    {
        search::hit_rules rules;
        if (chosen_.is_unoise())
            rules.may_hit = [this, abundance](align::alignment const & aligned, std::uint32_t centroid)
            { return is_noise(abundance, abundances_[centroid], aligned.counts.mismatches, chosen_.unoise_alpha); };
        if (chosen_.sizeorder)
            rules.weigh = [this](std::uint32_t centroid) { return abundances_[centroid]; };
        return rules;
    }

    void search(both_strands & query, std::size_t unique, search::search_tools & tools) const
    {
        std::string const sequence = masked(uniques_.sequence(unique), chosen_);
        for (std::size_t strand = 0; strand < strands_; ++strand)
        {
            query[strand].obey(rules_for(uniques_.abundance(unique)));
            query[strand].begin(tools, limits_, centroids_, strand == 0 ? sequence : reverse_complement(sequence),
                                centroids_.skips_lower_case());
        }
    }

    [[nodiscard]] std::span<search::strand_search> strands_of(std::size_t i) noexcept
    {
        return std::span{round_[i]}.first(strands_);
    }
    [[nodiscard]] search::growing_targets targets() const noexcept { return {centroids_, newcomers_}; }

    template <typename work_t>
    void for_each_query(exec::thread_budget const & budget, std::size_t begin, std::size_t end, work_t const & work)
    {
        constexpr std::size_t grain = 4;
        exec::parallel_for(budget, end - begin, grain,
                           [&](std::size_t first, std::size_t last)
                           {
                               auto const tools = tools_.borrow();
                               for (std::size_t i = begin + first; i < begin + last; ++i)
                                   work(i, *tools);
                           });
    }

    /// Newcomers are the centroids this round has made and, behind them, the queries from `next` on that have found no
    /// centroid, which are likely to become some.
    void gather_newcomers(std::size_t begin, std::size_t next, std::size_t end, exec::thread_budget const & budget)
    {
        std::vector<std::size_t> places = made_;
        before_.resize(end);
        for (std::size_t i = next; i < end; ++i)
        {
            before_[i] = places.size();
            if (std::ranges::none_of(strands_of(i), &search::strand_search::is_known_hit))
                places.push_back(i);
        }
        newcomers_.clear();
        newcomer_words_.clear();
        abundances_.resize(centroids_.size());
        std::vector<search::database::prepared> prepared;
        for (std::size_t const i : places)
        {
            prepared.push_back({round_[i][0].codes(), round_[i][0].words()});
            newcomer_words_.add(round_[i][0].words());
            abundances_.push_back(uniques_.abundance(begin + i));
        }
        newcomers_.add_all(prepared, in_parallel(budget));
        is_there_.assign(places.size(), false);
        std::fill_n(is_there_.begin(), made_.size(), true);
        number_.assign(places.size(), 0);
        std::iota(number_.begin(), number_.begin() + static_cast<std::ptrdiff_t>(made_.size()),
                  static_cast<std::uint32_t>(centroids_.size()));
    }

    /// Walks through the newcomers before query i, as if all of them were there.
    void meet_newcomers(std::size_t i, search::search_tools & tools)
    {
        for (search::strand_search & strand : strands_of(i))
            strand.renew(tools, limits_, targets(), before_[i], newcomer_words_);
    }

    /// Decides on the queries from `next` on, one after the other; returns the first that is left. There are such if a
    /// query becomes a centroid that was not among the newcomers: those behind it have not met it.
    [[nodiscard]] std::size_t settle(std::size_t begin, std::size_t next, std::size_t end)
    {
        auto const tools = tools_.borrow();
        for (std::size_t i = next; i < end; ++i)
        {
            for (search::strand_search & strand : strands_of(i))
                strand.withdraw(*tools, limits_, targets(),
                                [this](std::size_t newcomer) { return is_there_[newcomer]; });
            bool const is_newcomer = before_[i] < is_there_.size() && (i + 1 == end || before_[i + 1] != before_[i]);
            if (decide(i, static_cast<std::uint32_t>(begin + i)))
                continue;
            made_.push_back(i);
            if (!is_newcomer)
                return i + 1;
            is_there_[before_[i]] = true;
            number_[before_[i]] = done_.partition.cluster_of[begin + i];
        }
        return end;
    }

    /// The query joins its best centroid and true is returned, or it becomes one.
    [[nodiscard]] bool decide(std::size_t i, std::uint32_t unique)
    {
        search::judged * best = nullptr;
        bool is_reversed = false;
        for (search::strand_search & strand : strands_of(i))
        {
            done_.counted.searches += strand.spent();
            if (strand.best() == nullptr || (best != nullptr && !search::is_better(*strand.best(), *best)))
                continue;
            best = strand.best();
            is_reversed = &strand != &round_[i].front();
        }
        if (best == nullptr)
        {
            ++done_.counted.clusters;
            done_.partition.cluster_of[unique] = static_cast<std::uint32_t>(done_.partition.centroids.size());
            done_.partition.centroids.push_back(unique);
            return false;
        }
        ++done_.counted.members;
        done_.partition.cluster_of[unique] =
            best->target < centroids_.size() ? best->target : number_[best->target - centroids_.size()];
        done_.memberships[unique] = {best->identity, is_reversed, best->aligned.counts, std::move(best->aligned.path),
                                     best->aligned.score};
        return true;
    }

    /// The centroids of this round are known ones from now on.
    void adopt(exec::thread_budget const & budget)
    {
        std::size_t const known = centroids_.size();
        std::vector<search::database::prepared> prepared;
        prepared.reserve(made_.size());
        for (std::size_t const i : made_)
            prepared.push_back({round_[i][0].codes(), round_[i][0].words()});
        centroids_.add_all(prepared, in_parallel(budget));
        abundances_.resize(known);
        for (std::size_t number = known; number < centroids_.size(); ++number)
            abundances_.push_back(uniques_.abundance(done_.partition.centroids[number]));
    }

    options const & chosen_;
    search::criteria limits_;
    unique_set const & uniques_;
    std::size_t strands_;
    search::database centroids_;              ///< those of earlier rounds
    std::vector<std::uint64_t> abundances_{}; ///< of the centroids, then of the newcomers
    std::vector<both_strands> round_{};       ///< its queries
    std::vector<std::size_t> made_{};         ///< places in the round of the centroids it has made

    search::database newcomers_;
    search::word_set newcomer_words_;
    std::vector<std::size_t> before_{};   ///< by query: newcomers before it
    std::vector<bool> is_there_{};        ///< by newcomer: is it a centroid? False as long as it is not known
    std::vector<std::uint32_t> number_{}; ///< by newcomer: its number as a centroid

    exec::tool_shed<search::search_tools> tools_;
    result done_{};
};

} // namespace

std::string masked(std::string_view sequence, options const & chosen)
{
    std::string copy{sequence};
    kmer::apply(chosen.masking(), copy);
    return copy;
}

clusterer::clusterer(options chosen, exec::thread_budget const & budget, std::size_t largest_round)
    : options_{std::move(chosen)}, budget_{budget}, largest_round_{std::max<std::size_t>(largest_round, 1)}
{
    options_.validate();
}

result clusterer::operator()(unique_set const & uniques, progress const & tell) const
{
    constexpr std::size_t smallest_round = 16;
    greedy_rounds rounds{options_, uniques};
    for (std::size_t begin = 0; begin < uniques.size();)
    {
        std::size_t const size = std::min(std::max(rounds.clusters(), smallest_round), largest_round_);
        std::size_t const end = std::min(begin + size, uniques.size());
        rounds.run_round(begin, end, budget_);
        begin = end;
        if (tell)
            tell(begin, rounds.clusters());
    }
    return std::move(rounds).finish();
}

} // namespace ampstream::cluster
