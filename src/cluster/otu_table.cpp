// SPDX-License-Identifier: BSD-3-Clause
// Names out of labels, counts by name.
#include <ampstream/cluster/otu_table.hpp>

#include <initializer_list>
#include <map>
#include <optional>

namespace ampstream::cluster
{

namespace
{

/// Value of the first of these annotations in a label: `;key=value;`, the semicolons not being needed at its ends.
std::optional<std::string_view> annotation(std::string_view label,
                                           std::initializer_list<std::string_view> keys) noexcept
{
    for (std::size_t begin = 0; begin <= label.size();)
    {
        std::string_view const part = label.substr(begin, label.find(';', begin) - begin);
        for (std::string_view const key : keys)
            if (part.starts_with(key))
                return part.substr(key.size());
        begin += part.size() + 1;
    }
    return std::nullopt;
}

bool is_name_letter(char letter) noexcept
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
           letter == '_';
}

} // namespace

std::string_view sample_in_label(std::string_view label) noexcept
{
    if (auto const value = annotation(label, {"sample=", "barcodelabel="}))
        return *value;
    std::size_t length = 0;
    while (length < label.size() && is_name_letter(label[length]))
        ++length;
    return label.substr(0, length);
}

std::string_view otu_in_label(std::string_view label) noexcept
{
    return annotation(label, {"otu="}).value_or(label.substr(0, label.find(';')));
}

feature_table
otu_table(unique_set const & uniques, clustering const & partition, std::vector<std::string> const & names)
{
    std::map<std::string, std::map<std::string, std::uint64_t>, std::less<>> rows;
    std::map<std::string, std::uint32_t, std::less<>> samples;
    std::map<std::string, std::string, std::less<>> taxa;
    for (std::size_t i = 0; i < uniques.size(); ++i)
    {
        std::string const & name = names[partition.cluster_of[i]];
        std::string const sample{sample_in_label(uniques.label(i))};
        rows[std::string{otu_in_label(name)}][sample] += uniques.abundance(i);
        samples.try_emplace(sample);
    }
    for (std::string const & name : names)
        if (auto const taxon = annotation(name, {"tax="}))
            taxa.try_emplace(std::string{otu_in_label(name)}, *taxon);

    feature_table table;
    for (auto & [sample, number] : samples)
    {
        number = static_cast<std::uint32_t>(table.samples.size());
        table.samples.push_back(sample);
    }
    for (auto const & [otu, counts] : rows)
    {
        table.features.push_back(otu);
        std::vector<sample_count> & row = table.counts.emplace_back();
        for (auto const & [sample, count] : counts)
            row.push_back({samples.find(sample)->second, count});
        if (!taxa.empty())
            table.lineages.push_back(taxa.contains(otu) ? lineage{taxa.find(otu)->second} : lineage{});
    }
    return table;
}

} // namespace ampstream::cluster
