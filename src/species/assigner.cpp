// SPDX-License-Identifier: BSD-3-Clause
// Which species fit best.
#include <ampstream/species/assigner.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/read_batch.hpp>

namespace ampstream::species
{

namespace
{

options const & validated(options const & chosen)
{
    chosen.validate();
    return chosen;
}

[[noreturn]] void refuse(read_batch const & references, std::size_t i, name_form form, std::string const & file)
{
    throw input_error{{.file = file, .record = references.record(i), .header = std::string{references[i].header}},
                      {fmt::format("a header in the form '{}'", name_of(form)), "another one",
                       "All records of a reference have one form; name it with --header-format if it was not "
                       "recognised."}};
}

} // namespace

assigner::assigner(std::span<std::string_view const> sequences, options const & chosen)
    : options_{validated(chosen)}, index_{sequences, chosen}, tallies_(sequences.size())
{
}

block_result assigner::search(read_batch const & references, name_form form, std::string const & file) const
{
    block_result result;
    scan_memory memory;
    result.counts.references = references.size();
    for (std::size_t i = 0; i < references.size(); ++i)
    {
        header_name read = species_of(references[i].header, form);
        switch (read.result)
        {
        case naming::malformed:
            refuse(references, i, form, file);
        case naming::unnamed:
            ++result.counts.unnamed;
            continue;
        case naming::other_genus:
            ++result.counts.other_genus;
            continue;
        case naming::named:
            ++result.counts.named;
        }
        std::span<placement const> const found = index_(references[i].sequence, memory);
        if (found.empty())
            continue;
        for (placement const & one : found)
            result.seen.push_back({result.names.size(), one});
        result.names.push_back(std::move(read.name));
    }
    return result;
}

void assigner::add(block_result const & found)
{
    counts_ += found.counts;
    std::vector<std::uint32_t> numbers;
    numbers.reserve(found.names.size());
    for (species_name const & name : found.names)
        numbers.push_back(number_of_.try_emplace(name, static_cast<std::uint32_t>(number_of_.size())).first->second);
    for (sighting const & one : found.seen)
    {
        tally & sum = tallies_[one.where.query];
        if (sum.references > 0 && sum.mismatches < one.where.mismatches)
            continue;
        if (sum.references == 0 || sum.mismatches > one.where.mismatches)
            sum = {.mismatches = one.where.mismatches};
        ++sum.references;
        sum.is_reversed = sum.is_reversed && one.where.is_reversed;
        std::uint32_t const number = numbers[one.name];
        auto const place = std::ranges::lower_bound(sum.names, number);
        if (place == sum.names.end() || *place != number)
            sum.names.insert(place, number);
    }
}

assignment assigner::conclude(std::size_t query, std::vector<species_name const *> const & names) const
{
    tally const & sum = tallies_[query];
    if (sum.references == 0)
        return {.why = index_.is_too_short(query) ? status::too_short : status::none};
    assignment made{.why = sum.names.size() == 1 ? status::ok : status::several,
                    .mismatches = sum.mismatches,
                    .is_reversed = sum.is_reversed,
                    .references = sum.references};
    for (std::uint32_t const number : sum.names)
    {
        made.species.push_back(*names[number]);
        made.genera.push_back(names[number]->genus);
    }
    std::ranges::sort(made.species);
    std::ranges::sort(made.genera);
    auto const rest = std::ranges::unique(made.genera);
    made.genera.erase(rest.begin(), rest.end());
    if (made.species.size() > options_.max_species)
    {
        made.why = status::too_many;
        made.species.clear();
    }
    made.hides_genera = made.genera.size() > options_.max_species;
    return made;
}

std::vector<assignment> assigner::finish() &&
{
    std::vector<species_name const *> names(number_of_.size());
    for (auto const & [name, number] : number_of_)
        names[number] = &name;
    std::vector<assignment> made;
    made.reserve(tallies_.size());
    for (std::size_t query = 0; query < tallies_.size(); ++query)
        made.push_back(conclude(query, names));
    return made;
}

void require_genus(assignment & one, std::optional<std::string_view> classified)
{
    if (one.references == 0)
        return;
    bool const agrees = classified.has_value() && std::ranges::all_of(one.genera, [&](std::string const & genus)
                                                                      { return genera_agree(genus, *classified); });
    if (agrees)
        return;
    one.why = classified.has_value() ? status::genus_differs : status::no_genus;
    one.species.clear();
}

} // namespace ampstream::species
