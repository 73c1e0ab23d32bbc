// SPDX-License-Identifier: BSD-3-Clause
// Placeholders and gaps in lineages.
#include <ampstream/refdb/lineage_rules.hpp>

#include <algorithm>

#include <ampstream/reference/organelle.hpp>

namespace ampstream::refdb
{

namespace
{

bool begins_with(std::string_view name, std::string_view word) noexcept
{
    return name.size() >= word.size() && reference::is_same_name(name.substr(0, word.size()), word);
}

std::string tidied(std::string_view name)
{
    constexpr std::string_view blanks = " \t\r";
    std::string text{name};
    std::erase(text, '"'); // RDP's: "Bacteroidetes"_incertae_sedis
    std::size_t const begin = text.find_first_not_of(blanks);
    if (begin == std::string::npos)
        return {};
    text = text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
    std::ranges::replace(text, '\t', ' '); // names go to tables with tabs between columns
    return text;
}

} // namespace

std::optional<std::size_t> main_rank(std::string_view rank) noexcept
{
    auto const found = std::ranges::find(main_ranks, rank);
    if (found == main_ranks.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - main_ranks.begin());
}

bool is_placeholder(std::string_view name) noexcept
{
    for (std::string_view const word : {"uncultured", "unidentified", "unclassified", "unknown "})
        if (begins_with(name, word))
            return true;
    return reference::is_same_name(name, "incertae sedis") || reference::is_same_name(name, "incertae_sedis") ||
           reference::is_same_name(name, "unknown") || reference::is_same_name(name, "metagenome");
}

completed_lineage complete(ranked_names const & names, placeholder_rule rule)
{
    completed_lineage made;
    made.names.reserve(names.size());
    std::string proper; // the last name above that is no placeholder
    std::string known;  // the last name above
    for (std::string const & given : names)
    {
        std::string name = tidied(given);
        bool const is_open = !name.empty() && is_placeholder(name);
        made.has_placeholder |= is_open;
        if (is_open && rule == placeholder_rule::blank)
            name.clear();
        else if (is_open && rule == placeholder_rule::qualify && !proper.empty())
            name.insert(0, proper + '_');
        if (name.empty())
        {
            made.is_filled = true;
            made.names.push_back(known.empty() ? "" : known + "_unclassified");
            continue;
        }
        known = name;
        if (!is_open)
            proper = name;
        made.names.push_back(std::move(name));
    }
    return made;
}

} // namespace ampstream::refdb
