// SPDX-License-Identifier: BSD-3-Clause
// Counting queries down the tree.
#include <ampstream/classify/taxon_counts.hpp>

#include <iterator>

#include <fmt/format.h>

#include "classify/model_tables.hpp"

namespace ampstream::classify
{

namespace
{

/// `Root;rootrank;Bacteria;domain;…;`, "null" for Root, as RDP writes them.
std::string path_of(model_tables const & tables, std::uint32_t number)
{
    if (number == 0)
        return "null";
    std::string path;
    for (std::uint32_t at = number - 1; at != no_parent; at = tables.taxa[at].parent)
        path.insert(
            0, fmt::format("{};{};", tables.text_at(tables.taxa[at].name), tables.rank_names[tables.taxa[at].rank]));
    return "Root;rootrank;" + path;
}

} // namespace

taxon_counts::taxon_counts(model const & trained) : model_{trained}, assigned_(trained.tables().taxa.size() + 1) {}

std::uint32_t taxon_counts::lowest_taxon(outcome const & one, double min_confidence) const
{
    model_tables const & tables = model_.tables();
    std::size_t const named = confident_lineage(one.call, min_confidence).size();
    if (named == 0)
        return 0;
    std::uint32_t at = tables.genus_taxa[one.genus];
    while (tables.taxa[at].rank + 1 > named)
        at = tables.taxa[at].parent;
    return at + 1;
}

void taxon_counts::add(std::span<std::uint32_t const> lowest_taxa)
{
    for (std::uint32_t const taxon : lowest_taxa)
        ++assigned_[taxon];
}

std::string taxon_counts::table(std::string_view sample) const
{
    model_tables const & tables = model_.tables();
    std::vector<std::uint64_t> totals = assigned_;
    for (std::size_t i = tables.taxa.size(); i-- > 0;) // parents come before their children
        totals[tables.taxa[i].parent == no_parent ? 0 : tables.taxa[i].parent + 1] += totals[i + 1];
    std::string text = fmt::format("taxid\tlineage\tname\trank\t{}\n", sample);
    for (std::uint32_t number = 0; number < totals.size(); ++number)
    {
        if (totals[number] == 0)
            continue;
        bool const is_genus = number > 0 && tables.taxa[number - 1].rank + 1 == tables.rank_names.size();
        std::string_view const name = number == 0 ? "Root" : tables.text_at(tables.taxa[number - 1].name);
        std::string_view const rank =
            number == 0 ? std::string_view{"rootrank"} : tables.rank_names[tables.taxa[number - 1].rank];
        std::string const path = path_of(tables, number);
        fmt::format_to(std::back_inserter(text), "{}\t{}\t{}\t{}\t{}\n", number, path, name, rank, totals[number]);
        if (!is_genus && assigned_[number] > 0)
            fmt::format_to(std::back_inserter(text), "-{}\t{}unclassified_{};;\tunclassified_{}\t\t{}\n", number + 1,
                           number == 0 ? "Root;rootrank;" : path, name, name, assigned_[number]);
    }
    return text;
}

} // namespace ampstream::classify
