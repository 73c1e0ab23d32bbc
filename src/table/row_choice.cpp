// SPDX-License-Identifier: BSD-3-Clause
// Choosing rows by headers.
#include <ampstream/table/row_choice.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/table/uc_record.hpp>

namespace ampstream::table
{

row_choice::row_choice(std::vector<std::string> const & centroids) : is_chosen_(centroids.size())
{
    for (std::uint32_t i = 0; i < centroids.size(); ++i)
        clusters_.emplace(centroids[i], i);
}

void row_choice::add(std::uint32_t cluster,
                     std::string_view name,
                     std::string_view header,
                     input_location const & where)
{
    if (name.empty())
        throw input_error{where,
                          {.expected = "a centroid with a name: its label before the first ';', or ;otu=NAME",
                           .found = fmt::format("\"{}\"", header),
                           .advice = "Give the centroids names, for example with --relabel OTU_."}};
    if (is_chosen_[cluster] || !taken_names_.emplace(name, true).second)
        throw input_error{
            where,
            {.expected = "each centroid and each name once",
             .found = fmt::format("\"{}\" again", header),
             .advice = "A row of the table is one centroid and is called its label before the first ';'."}};
    is_chosen_[cluster] = true;
    kept_.push_back(cluster);
    names_.emplace_back(name);
}

void row_choice::add(std::string_view header, input_location where)
{
    std::string_view const label = label_of(header);
    auto found = clusters_.end();
    if (label.size() < header.size())
        found = clusters_.find(identity_of(label_of(header.substr(label.size() + 1))));
    if (found == clusters_.end())
        found = clusters_.find(identity_of(label));
    where.header = header;
    if (found == clusters_.end())
        throw input_error{std::move(where),
                          {.expected = "the label of a centroid of the clusters, first or after a blank",
                           .found = fmt::format("\"{}\"", header),
                           .advice = "Keep the labels of the centroids, or relabel with --relabel_keep."}};
    add(found->second, row_name_of(label), header, where);
}

void row_choice::add_all(std::vector<std::string> const & centroids, row_order order, input_location const & where)
{
    std::vector<std::uint32_t> clusters(centroids.size());
    std::iota(clusters.begin(), clusters.end(), 0U);
    if (order == row_order::names)
        std::ranges::stable_sort(clusters, {}, [&](std::uint32_t i) { return row_name_of(centroids[i]); });
    for (std::uint32_t const cluster : clusters)
        add(cluster, row_name_of(centroids[cluster]), centroids[cluster], where);
}

} // namespace ampstream::table
