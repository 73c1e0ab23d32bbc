// SPDX-License-Identifier: BSD-3-Clause
// The step from classified OTUs to species.
#include "pipeline/otu_species.hpp"

#include <filesystem>
#include <string_view>

#include <ampstream/core/error.hpp>
#include <ampstream/core/lineage.hpp>
#include <ampstream/species/genus_column.hpp>

namespace ampstream::pipeline
{

void require_species_reference(study_plan const & plan)
{
    if (plan.species_reference.empty())
        return;
    if (plan.species_reference == "-")
        throw usage_error{"--species-reference is -; a run looks at it twice: write it to a file first"};
    species::check_reference(plan.species_reference, plan.chosen.species);
}

std::optional<species::assigned> species_of_otus(study_plan const & plan,
                                                 unique_set const & centroids,
                                                 classify::outcomes const & calls,
                                                 std::vector<std::string> const & rank_names,
                                                 exec::thread_budget const & budget,
                                                 observer & watcher,
                                                 provenance & record)
{
    if (plan.species_reference.empty())
        return std::nullopt;
    watcher.progress("looking for species", -1.0);
    std::vector<std::string_view> sequences;
    sequences.reserve(centroids.size());
    for (std::size_t row = 0; row < centroids.size(); ++row)
        sequences.push_back(centroids.sequence(row));
    species::assigned found = species::assign_species(sequences, plan.species_reference, plan.chosen.species, budget);
    std::size_t const genus = species::genus_column(rank_names, plan.reference);
    species::stats counts;
    for (std::size_t row = 0; row < centroids.size(); ++row)
    {
        lineage const names = classify::confident_lineage(calls.queries[row].call, plan.chosen.classify.min_confidence);
        species::require_genus(found.queries[row], species::genus_of(names, genus));
        counts.count(found.queries[row].why);
    }
    watcher.say(species::describe_references(found));
    watcher.say("species: " + species::describe_queries(counts));
    record.species_reference = {.path = std::filesystem::path{plan.species_reference}.filename().string(),
                                .sha256 = found.sha256};
    for (std::size_t i = 0; i < species::status_count; ++i)
    {
        auto const why = static_cast<species::status>(i);
        record.figures.push_back({"species", std::string{name_of(why)}, counts.with(why)});
    }
    return found;
}

} // namespace ampstream::pipeline
