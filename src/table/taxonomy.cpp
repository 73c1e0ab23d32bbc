// SPDX-License-Identifier: BSD-3-Clause
// Reading lineages.
#include <ampstream/table/taxonomy.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <ampstream/table/collapse.hpp>
#include <ampstream/table/uc_record.hpp>

namespace ampstream::table
{

namespace
{

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;)
    {
        std::size_t const end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos)
            return parts;
        begin = end + 1;
    }
}

} // namespace

void taxonomy::read_header(std::vector<std::string_view> const & columns, input_location const & where)
{
    auto const column = std::ranges::find(columns, "lineage");
    if (columns.front() != "id" || column == columns.end())
        throw input_error{where,
                          {.expected = "a header with the columns id and lineage",
                           .found = fmt::format("first column \"{}\"", columns.front()),
                           .advice = "Give the table that 'ampstream classify --out' wrote."}};
    for (std::size_t i = 1; i + 1 < columns.size(); ++i)
        if (columns[i + 1] == fmt::format("{}_confidence", columns[i]))
            rank_names_.emplace_back(columns[i]);
    columns_ = columns.size();
    lineage_column_ = static_cast<std::size_t>(column - columns.begin());
    has_header_ = true;
}

void taxonomy::add_line(std::string_view line, input_location const & where)
{
    std::vector<std::string_view> const columns = split(line, '\t');
    if (!has_header_)
    {
        read_header(columns, where);
        return;
    }
    if (columns.size() != columns_)
        throw input_error{where,
                          {.expected = fmt::format("{} tab-separated columns", columns_),
                           .found = std::to_string(columns.size()),
                           .advice = "The file may be cut off."}};
    lineage names;
    if (std::string_view const text = columns[lineage_column_]; !text.empty() && text != unclassified)
        for (std::string_view const name : split(text, ';'))
            names.emplace_back(name);
    if (names.size() > rank_names_.size() || std::ranges::find(names, "") != names.end())
        throw input_error{
            where,
            {.expected = fmt::format("at most {} names joined by ';', none of them empty", rank_names_.size()),
             .found = fmt::format("\"{}\"", columns[lineage_column_]),
             .advice = "Every rank needs a column NAME and a column NAME_confidence."}};
    if (!lineages_.emplace(identity_of(columns.front()), std::move(names)).second)
        throw input_error{where,
                          {.expected = "each id once",
                           .found = fmt::format("\"{}\" again", columns.front()),
                           .advice = "Give every sequence its own label before it is classified."}};
}

lineage const * taxonomy::find(std::string_view id) const
{
    auto const found = lineages_.find(id);
    return found == lineages_.end() ? nullptr : &found->second;
}

void attach(taxonomy const & known,
            std::vector<std::string> const & centroids,
            std::string const & file,
            feature_table & table)
{
    table.rank_names = known.rank_names();
    table.lineages.clear();
    for (std::size_t row = 0; row < table.features.size(); ++row)
    {
        lineage const * names = known.find(table.features[row]);
        if (names == nullptr)
            names = known.find(centroids[row]);
        if (names == nullptr)
            throw input_error{{.file = file},
                              {.expected = fmt::format("a row for \"{}\"", table.features[row]),
                               .found = "none",
                               .advice = "Classify the same sequences that are counted."}};
        table.lineages.push_back(*names);
    }
}

} // namespace ampstream::table
