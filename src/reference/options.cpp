// SPDX-License-Identifier: BSD-3-Clause
// The list of options for reading references.
#include <ampstream/reference/options.hpp>

#include <fmt/format.h>

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

} // namespace

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
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
