// SPDX-License-Identifier: BSD-3-Clause
// Rounds of searches and their settlement.
#include <ampstream/cluster/clusterer.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <utility>

#include <ampstream/core/nucleotide.hpp>
#include <ampstream/exec/parallel_for.hpp>
#include <ampstream/search/database.hpp>

#include "cluster/strand_search.hpp"

namespace ampstream::cluster
{

namespace
{

/// Tools that wait for the next range of queries: as many as threads have worked at once.
class tool_shed
{
public:
    tool_shed(search::criteria const & limits, unsigned word_length) : limits_{limits}, word_length_{word_length} {}

    [[nodiscard]] std::unique_ptr<search_tools> take()
    {
        std::lock_guard const lock{guard_};
        if (idle_.empty())
            return std::make_unique<search_tools>(limits_, word_length_);
        std::unique_ptr<search_tools> tools = std::move(idle_.back());
        idle_.pop_back();
        return tools;
    }
    void give_back(std::unique_ptr<search_tools> tools)
    {
        std::lock_guard const lock{guard_};
        idle_.push_back(std::move(tools));
    }

private:
    search::criteria limits_;
    unsigned word_length_;
    std::mutex guard_{};
    std::vector<std::unique_ptr<search_tools>> idle_{};
};

/// The state of one clustering.
class greedy_rounds
{
public:
    greedy_rounds(options const & chosen, unique_set const & uniques)
        : chosen_{chosen}, limits_{chosen.limits()}, uniques_{uniques}, strands_{chosen.strand == "both" ? 2U : 1U},
          centroids_{kmer::skips_lower_case(chosen.masking()), static_cast<unsigned>(chosen.wordlength)},
          fresh_words_{static_cast<unsigned>(chosen.wordlength)},
          tools_{limits_, static_cast<unsigned>(chosen.wordlength)}
    {
        done_.partition.cluster_of.resize(uniques.size());
        done_.memberships.resize(uniques.size());
        done_.counted.sequences = uniques.size();
        rules_.sizeorder = chosen.sizeorder;
        if (chosen.is_unoise())
            rules_.unoise_alpha = chosen.unoise_alpha;
    }

    void run_round(std::size_t begin, std::size_t end, exec::thread_budget const & budget)
    {
        constexpr std::size_t grain = 4;
        if (round_.size() < end - begin)
            round_.resize(end - begin);
        first_fresh_ = centroids_.size();
        fresh_words_.clear();
        exec::parallel_for(budget, end - begin, grain,
                           [&](std::size_t first, std::size_t last)
                           {
                               std::unique_ptr<search_tools> tools = tools_.take();
                               for (std::size_t i = first; i < last; ++i)
                                   search(round_[i], begin + i, *tools);
                               tools_.give_back(std::move(tools));
                           });
        std::unique_ptr<search_tools> tools = tools_.take();
        for (std::size_t i = begin; i < end; ++i)
            settle(round_[i - begin], static_cast<std::uint32_t>(i), *tools);
        tools_.give_back(std::move(tools));
    }

    [[nodiscard]] std::size_t clusters() const noexcept { return centroids_.size(); }
    [[nodiscard]] result finish() && { return std::move(done_); }

private:
    using both_strands = std::array<strand_search, 2>; ///< as it is, reverse complement

    void search(both_strands & query, std::size_t unique, search_tools & tools) const
    {
        for (strand_search & strand : query)
            strand.obey(rules_, uniques_.abundance(unique));
        std::string const sequence = masked(uniques_.sequence(unique), chosen_);
        query[0].begin(tools, limits_, centroids_, sequence);
        if (strands_ == 2)
            query[1].begin(tools, limits_, centroids_, reverse_complement(sequence));
    }

    void settle(both_strands & query, std::uint32_t unique, search_tools & tools)
    {
        std::size_t winner = strands_;
        for (std::size_t strand = 0; strand < strands_; ++strand)
        {
            if (centroids_.size() != first_fresh_ && query[strand].may_be_renewed(tools, limits_, fresh_words_))
                query[strand].renew(tools, limits_, centroids_, first_fresh_);
            if (query[strand].best() != nullptr &&
                (winner == strands_ || is_better(*query[strand].best(), *query[winner].best())))
                winner = strand;
            done_.counted.searches += query[strand].spent();
        }
        if (winner == strands_)
        {
            ++done_.counted.clusters;
            done_.partition.cluster_of[unique] = centroids_.add(query[0].codes(), query[0].words());
            done_.partition.centroids.push_back(unique);
            rules_.abundances.push_back(uniques_.abundance(unique));
            fresh_words_.add(query[0].words());
            return;
        }
        ++done_.counted.members;
        judged & best = *query[winner].best();
        done_.partition.cluster_of[unique] = best.target;
        done_.memberships[unique] = {best.identity, winner == 1, best.counts, std::move(best.path), best.score};
    }

    options const & chosen_;
    search::criteria limits_;
    unique_set const & uniques_;
    std::size_t strands_;
    hit_rules rules_{};
    search::database centroids_;
    std::size_t first_fresh_{}; ///< number of the first centroid of this round
    word_set fresh_words_;      ///< words of the centroids from there on
    std::vector<both_strands> round_{};
    tool_shed tools_;
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
