// SPDX-License-Identifier: BSD-3-Clause
// From a sequence to its call, and many of them.
#include <ampstream/classify/classifier.hpp>

#include <utility>

#include <ampstream/exec/parallel_for.hpp>

#include "classify/query.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t shortest_query = 50; ///< bases (Classifier.MIN_SEQ_LEN)
constexpr std::size_t fewest_words = shortest_query - word_size;
constexpr std::size_t grain = 16; ///< queries a range

outcomes classify_range(classifier const & judge,
                        std::size_t count_of,
                        auto const & sequence_at,
                        exec::thread_budget const & budget)
{
    outcomes made{.queries = std::vector<outcome>(count_of)};
    exec::parallel_for(budget, count_of, grain,
                       [&](std::size_t begin, std::size_t end)
                       {
                           workspace memory;
                           for (std::size_t i = begin; i < end; ++i)
                               made.queries[i] = judge.examine(sequence_at(i), memory);
                       });
    for (outcome const & one : made.queries)
        count(made.counts, one, judge.chosen().min_confidence);
    return made;
}

} // namespace

workspace::workspace() : state_{std::make_unique<state>()} {}
workspace::~workspace() = default;
workspace::workspace(workspace &&) noexcept = default;
workspace & workspace::operator=(workspace &&) noexcept = default;

classifier::classifier(model const & trained, options const & chosen) : model_{trained}, options_{chosen}
{
    options_.validate();
}

outcome classifier::examine(std::string_view sequence, workspace & memory) const
{
    outcome found;
    if (sequence.size() < shortest_query)
    {
        found.why = reason::too_short;
        return found;
    }
    model_tables const & tables = model_.tables();
    workspace::state & work = memory.get();
    read_words(work, tables, sequence, options_);
    if (work.query.words.size() < fewest_words)
    {
        found.why = reason::too_few_words;
        return found;
    }
    best_genus const best = find_best(work, tables);
    std::vector<std::uint32_t> const rounds = count_rounds(work, tables, best.genus, options_);
    lineage names = model_.lineage_of(best.genus);
    for (std::size_t rank = 0; rank < names.size(); ++rank)
        found.call.calls.push_back(
            {std::move(names[rank]), static_cast<double>(rounds[rank]) / static_cast<double>(options_.bootstraps)});
    found.call.is_reversed = work.query.is_reversed;
    found.is_tied = best.is_tied;
    found.genus = best.genus;
    return found;
}

outcome classifier::examine(std::string_view sequence) const
{
    workspace memory;
    return examine(sequence, memory);
}

void count(stats & counts, outcome const & one, double min_confidence)
{
    ++counts.queries;
    ++counts.by_reason[static_cast<std::size_t>(one.why)];
    counts.reversed += one.call.is_reversed ? 1 : 0;
    counts.tied += one.is_tied ? 1 : 0;
    std::size_t const named = confident_lineage(one.call, min_confidence).size();
    if (counts.named.size() < one.call.calls.size())
        counts.named.resize(one.call.calls.size());
    for (std::size_t rank = 0; rank < named; ++rank)
        ++counts.named[rank];
}

lineage confident_lineage(classification const & call, double min_confidence)
{
    lineage names;
    for (taxon_call const & one : call.calls)
    {
        if (one.confidence < min_confidence)
            break;
        names.push_back(one.name);
    }
    return names;
}

outcomes
classify_all(classifier const & judge, std::span<std::string_view const> sequences, exec::thread_budget const & budget)
{
    return classify_range(
        judge, sequences.size(), [&](std::size_t i) { return sequences[i]; }, budget);
}

outcomes classify_all(classifier const & judge, unique_set const & uniques, exec::thread_budget const & budget)
{
    return classify_range(
        judge, uniques.size(), [&](std::size_t i) { return uniques.sequence(i); }, budget);
}

} // namespace ampstream::classify
