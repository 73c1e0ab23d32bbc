// SPDX-License-Identifier: BSD-3-Clause
// The list of options for reading references.
#include <ampstream/reference/options.hpp>

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>
#include <ampstream/reference/header.hpp>

namespace ampstream::reference
{

namespace
{

std::vector<std::string> format_choices()
{
    std::vector<std::string> choices{"auto"};
    choices.insert(choices.end(), header_format_names.begin(), header_format_names.end());
    return choices;
}

std::vector<std::string> ragged_choices()
{
    return {"pad", "drop", "refuse"};
}

void check_choice(std::string_view name, std::string const & value, std::vector<std::string> const & choices)
{
    if (std::ranges::find(choices, value) == choices.end())
        throw usage_error{fmt::format("--{} is {}; it takes one of {}", name, value, fmt::join(choices, ", "))};
}

} // namespace

void options::validate() const
{
    check_choice("header-format", header_format, format_choices());
    check_choice("ragged", ragged, ragged_choices());
    for (std::string const & rank : ranks)
        if (rank.empty() || rank.find_first_of("\t\n;") != std::string::npos)
            throw usage_error{fmt::format("--ranks has the name '{}'; a rank has a name without tab or ';'", rank)};
}

option_list describe(options & chosen)
{
    return {{.name = "header-format",
             .value = &chosen.header_format,
             .help = "How headers say the lineage; auto: what the first one looks like",
             .choices = format_choices()},
            {.name = "ragged",
             .value = &chosen.ragged,
             .help = "Lineages with fewer or more ranks than most: pad short ones and drop deep ones, drop all, refuse",
             .choices = ragged_choices()},
            {.name = "ranks", .value = &chosen.ranks, .help = "Names of the ranks from the top (domain,phylum,...)"}};
}

} // namespace ampstream::reference
