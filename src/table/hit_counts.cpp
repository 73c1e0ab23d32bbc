// SPDX-License-Identifier: BSD-3-Clause
// Counting hits.
#include <ampstream/table/hit_counts.hpp>

#include <set>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/table/uc_record.hpp>

namespace ampstream::table
{

void hit_counts::add(std::string_view query, std::string_view target, input_location const & where)
{
    auto const sample = sample_of(query, separator_);
    if (!sample)
        throw input_error{
            where,
            {.expected = fmt::format("a label that names its sample: ;sample=NAME or NAME{}…", separator_),
             .found = fmt::format("\"{}\"", query),
             .advice = "Relabel each sample with --relabel SAMPLE. or --sample SAMPLE, or set "
                       "--sample-separator."}};
    std::string_view const row = row_name_of(target);
    if (row.empty())
        throw input_error{where,
                          {.expected = "a target with a name: its label before the first ';', or ;otu=NAME",
                           .found = fmt::format("\"{}\"", target),
                           .advice = "Give the sequences of the database names."}};
    auto at = counts_.find(row);
    if (at == counts_.end())
        at = counts_.try_emplace(std::string{row}).first;
    by_sample & counts = at->second;
    if (auto const known = counts.find(*sample); known != counts.end())
        known->second += abundance_of(query);
    else
        counts.try_emplace(std::string{*sample}, abundance_of(query));
}

void hit_counts::add(hit_counts && other)
{
    counts_.merge(other.counts_); // what is left in `other` are the rows that are here, too
    for (auto & [row, theirs] : other.counts_)
    {
        by_sample & ours = counts_.find(row)->second;
        ours.merge(theirs);
        for (auto const & [sample, count] : theirs)
            ours.find(sample)->second += count;
    }
}

feature_table hit_counts::finish() const
{
    std::set<std::string_view> samples;
    for (auto const & [row, columns] : counts_)
        for (auto const & [sample, count] : columns)
            samples.insert(sample);
    feature_table table;
    std::map<std::string_view, std::uint32_t> numbers;
    for (std::string_view const sample : samples)
    {
        numbers.emplace(sample, static_cast<std::uint32_t>(table.samples.size()));
        table.samples.emplace_back(sample);
    }
    for (auto const & [row, columns] : counts_)
    {
        table.features.push_back(row);
        auto & counts = table.counts.emplace_back();
        for (auto const & [sample, count] : columns)
            counts.push_back({numbers.at(sample), count});
    }
    return table;
}

} // namespace ampstream::table
