// SPDX-License-Identifier: BSD-3-Clause
// From lineages to a tree.
#include "classify/taxonomy.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace ampstream::classify
{

namespace
{

/// A taxon while lineages are being added.
struct node
{
    std::string_view name{};
    std::uint32_t rank{};
    std::uint32_t lineage{}; ///< of a genus
    std::uint32_t sequences{};
    std::vector<std::uint32_t> children{};
    std::unordered_map<std::string_view, std::uint32_t> by_name{};
};

std::uint32_t child_of(std::vector<node> & nodes, std::uint32_t parent, std::string_view name, std::uint32_t rank)
{
    auto const fresh = static_cast<std::uint32_t>(nodes.size());
    auto const [found, is_new] = nodes[parent].by_name.try_emplace(name, fresh);
    std::uint32_t const child = found->second;
    if (is_new)
    {
        nodes[parent].children.push_back(fresh);
        nodes.push_back({.name = name, .rank = rank});
    }
    return child;
}

/// Node 0 is above all domains.
std::vector<node> grow(std::vector<lineage> const & lineages, std::vector<std::uint32_t> const & sequences)
{
    std::vector<node> nodes(1);
    for (std::uint32_t i = 0; i < lineages.size(); ++i)
    {
        std::uint32_t at = 0;
        for (std::uint32_t rank = 0; rank < lineages[i].size(); ++rank)
        {
            at = child_of(nodes, at, lineages[i][rank], rank);
            nodes[at].sequences += sequences[i];
        }
        nodes[at].lineage = i;
    }
    return nodes;
}

/// Writes node `at` and all below it; recursion is as deep as there are ranks.
void number(taxonomy & made, std::vector<node> const & nodes, std::uint32_t at, std::uint32_t parent)
{
    node const & one = nodes[at];
    auto const self = static_cast<std::uint32_t>(made.taxa.size());
    auto const first_genus = static_cast<std::uint32_t>(made.genus_taxa.size());
    made.taxa.push_back(
        {.parent = parent,
         .rank = one.rank,
         .first_genus = first_genus,
         .sequences = one.sequences,
         .name = {static_cast<std::uint32_t>(made.text.size()), static_cast<std::uint32_t>(one.name.size())}});
    made.text += one.name;
    if (one.children.empty())
    {
        made.genus_of_lineage[one.lineage] = first_genus;
        made.genus_taxa.push_back(self);
    }
    for (std::uint32_t const child : one.children)
        number(made, nodes, child, self);
    made.taxa[self].genera = static_cast<std::uint32_t>(made.genus_taxa.size()) - first_genus;
}

} // namespace

taxonomy build_taxonomy(std::vector<lineage> const & lineages, std::vector<std::uint32_t> const & sequences)
{
    std::vector<node> const nodes = grow(lineages, sequences);
    taxonomy made;
    made.genus_of_lineage.resize(lineages.size());
    for (std::uint32_t const top : nodes.front().children)
        number(made, nodes, top, no_parent);
    return made;
}

} // namespace ampstream::classify
