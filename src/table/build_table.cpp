// SPDX-License-Identifier: BSD-3-Clause
// Summing members.
#include <ampstream/table/build_table.hpp>

#include <limits>
#include <utility>

namespace ampstream::table
{

namespace
{

constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

/// A dense row on its way to a sparse one.
std::vector<sample_count> sparse(std::vector<std::uint64_t> const & counts)
{
    std::vector<sample_count> row;
    for (std::uint32_t sample = 0; sample < counts.size(); ++sample)
        if (counts[sample] != 0)
            row.push_back({sample, counts[sample]});
    return row;
}

} // namespace

feature_table build_table(unique_set const & uniques,
                          clustering const & clusters,
                          std::span<std::uint32_t const> kept,
                          std::vector<std::string> names,
                          std::vector<std::string> samples)
{
    std::vector<std::uint32_t> row_of(clusters.centroids.size(), no_row);
    for (std::uint32_t row = 0; row < kept.size(); ++row)
        row_of[kept[row]] = row;

    // Members by row, so that only one dense row exists at a time however many samples there are.
    std::vector<std::vector<std::uint32_t>> members(kept.size());
    for (std::uint32_t unique = 0; unique < uniques.size(); ++unique)
        if (std::uint32_t const row = row_of[clusters.cluster_of[unique]]; row != no_row)
            members[row].push_back(unique);

    feature_table table{.samples = std::move(samples), .features = std::move(names)};
    table.counts.reserve(kept.size());
    std::vector<std::uint64_t> counts(table.samples.size());
    for (std::vector<std::uint32_t> const & row : members)
    {
        counts.assign(counts.size(), 0);
        for (std::uint32_t const unique : row)
            for (sample_count const & one : uniques.samples(unique))
                counts[one.sample] += one.count;
        table.counts.push_back(sparse(counts));
    }
    return table;
}

std::vector<std::uint64_t> sample_totals(feature_table const & table)
{
    std::vector<std::uint64_t> totals(table.samples.size());
    for (auto const & row : table.counts)
        for (sample_count const & one : row)
            totals[one.sample] += one.count;
    return totals;
}

} // namespace ampstream::table
