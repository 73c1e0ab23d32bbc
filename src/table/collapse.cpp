// SPDX-License-Identifier: BSD-3-Clause
// Summing rows by lineage.
#include <ampstream/table/collapse.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace ampstream::table
{

namespace
{

/// Counts of one taxon by sample.
using row_sums = std::map<std::uint32_t, std::uint64_t>;

lineage cut(lineage const & full, std::size_t ranks)
{
    lineage result = full;
    result.resize(ranks, unclassified);
    return result;
}

std::string joined(lineage const & names)
{
    std::string text;
    for (std::string const & name : names)
        text += (text.empty() ? "" : ";") + name;
    return text;
}

std::uint64_t total(row_sums const & row)
{
    return std::accumulate(row.begin(), row.end(), std::uint64_t{0},
                           [](std::uint64_t sum, auto const & one) { return sum + one.second; });
}

} // namespace

feature_table collapse(feature_table const & table, std::size_t rank)
{
    std::map<lineage, row_sums> taxa;
    for (std::size_t i = 0; i < table.counts.size(); ++i)
    {
        row_sums & sums = taxa[cut(table.lineages[i], rank + 1)];
        for (sample_count const & one : table.counts[i])
            sums[one.sample] += one.count;
    }
    std::vector<std::pair<std::uint64_t, std::map<lineage, row_sums>::const_iterator>> order;
    order.reserve(taxa.size());
    for (auto taxon = taxa.cbegin(); taxon != taxa.cend(); ++taxon)
        order.emplace_back(total(taxon->second), taxon);
    std::ranges::stable_sort(order, [](auto const & x, auto const & y) { return x.first > y.first; });

    feature_table result{.samples = table.samples};
    result.rank_names.assign(table.rank_names.begin(),
                             table.rank_names.begin() + static_cast<std::ptrdiff_t>(rank + 1));
    for (auto const & [reads, taxon] : order)
    {
        result.features.push_back(joined(taxon->first));
        result.lineages.push_back(taxon->first);
        auto & row = result.counts.emplace_back();
        for (auto const & [sample, count] : taxon->second)
            row.push_back({sample, count});
    }
    return result;
}

} // namespace ampstream::table
