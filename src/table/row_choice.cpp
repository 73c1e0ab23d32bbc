// SPDX-License-Identifier: BSD-3-Clause
// Choosing rows by headers.
#include <ampstream/table/row_choice.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>

namespace ampstream::table
{

namespace
{

std::string name_of(std::string_view label)
{
    return without_annotations(label, true, false);
}

} // namespace

row_choice::row_choice(std::vector<std::string> const & centroids) : is_chosen_(centroids.size())
{
    for (std::uint32_t i = 0; i < centroids.size(); ++i)
        clusters_.emplace(centroids[i], i);
}

void row_choice::add(std::string_view header, input_location where)
{
    std::string_view const label = label_of(header);
    std::string name = name_of(label);
    auto found = clusters_.find(name);
    if (found == clusters_.end() && label.size() < header.size())
        found = clusters_.find(name_of(label_of(header.substr(label.size() + 1))));
    where.header = header;
    if (found == clusters_.end())
        throw input_error{std::move(where),
                          {.expected = "the label of a centroid of the clusters, first or after a blank",
                           .found = fmt::format("\"{}\"", header),
                           .advice = "Keep the labels of the centroids, or relabel with --relabel_keep."}};
    if (is_chosen_[found->second] || !taken_names_.emplace(name, true).second)
        throw input_error{std::move(where),
                          {.expected = "each centroid and each name once",
                           .found = fmt::format("\"{}\" again", header),
                           .advice = "A row of the table is one centroid."}};
    is_chosen_[found->second] = true;
    kept_.push_back(found->second);
    names_.push_back(std::move(name));
}

} // namespace ampstream::table
