// SPDX-License-Identifier: BSD-3-Clause
// Rounds of searches and their settlement.
#include <ampstream/cluster/clusterer.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
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

/// The state of one clustering.
class greedy_rounds
{
public:
    greedy_rounds(options const & chosen, unique_set const & uniques)
        : chosen_{chosen}, limits_{chosen.limits()}, uniques_{uniques}, strands_{chosen.strand == "both" ? 2U : 1U},
          centroids_{kmer::skips_lower_case(chosen.masking()), static_cast<unsigned>(chosen.wordlength)},
          fresh_words_{static_cast<unsigned>(chosen.wordlength)},
          tools_{[this] { return std::make_unique<search::search_tools>(limits_, centroids_.index().word_length()); }}
    {
        done_.partition.cluster_of.resize(uniques.size());
        done_.memberships.resize(uniques.size());
        done_.counted.sequences = uniques.size();
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
                               auto const tools = tools_.borrow();
                               for (std::size_t i = first; i < last; ++i)
                                   search(round_[i], begin + i, *tools);
                           });
        auto const tools = tools_.borrow();
        for (std::size_t i = begin; i < end; ++i)
            settle(round_[i - begin], static_cast<std::uint32_t>(i), *tools);
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

    void settle(both_strands & query, std::uint32_t unique, search::search_tools & tools)
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
            abundances_.push_back(uniques_.abundance(unique));
            fresh_words_.add(query[0].words());
            return;
        }
        ++done_.counted.members;
        search::judged & best = *query[winner].best();
        done_.partition.cluster_of[unique] = best.target;
        done_.memberships[unique] = {best.identity, winner == 1, best.aligned.counts, std::move(best.aligned.path),
                                     best.aligned.score};
    }

    options const & chosen_;
    search::criteria limits_;
    unique_set const & uniques_;
    std::size_t strands_;
    std::vector<std::uint64_t> abundances_{}; ///< of the centroids
    search::database centroids_;
    std::size_t first_fresh_{};    ///< number of the first centroid of this round
    search::word_set fresh_words_; ///< words of the centroids from there on
    std::vector<both_strands> round_{};
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
