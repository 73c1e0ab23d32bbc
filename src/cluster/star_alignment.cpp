// SPDX-License-Identifier: BSD-3-Clause
// Rows from paths, columns from rows.
#include <ampstream/cluster/star_alignment.hpp>

#include <algorithm>
#include <string_view>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::cluster
{

namespace
{

using lengths = std::vector<std::uint32_t>;

/// How long the gap of the centroid before each of its bases, and after the last, must be.
lengths
longest_insertions(std::size_t centroid_length, result const & clustered, std::span<std::uint32_t const> members)
{
    lengths longest(centroid_length + 1);
    for (std::uint32_t const member : members)
    {
        std::size_t position = 0; // of the centroid
        for (align::run const & run : clustered.memberships[member].path)
            if (run.kind == align::column::query_only)
                longest[position] = std::max(longest[position], run.length);
            else
                position += run.length;
    }
    return longest;
}

/// Row of a member, which is the query of `path`.
std::string row_of(std::string_view sequence, std::span<align::run const> path, lengths const & longest)
{
    std::string row;
    std::size_t next = 0;     // of the member
    std::size_t position = 0; // of the centroid
    std::uint32_t inserted = 0;
    for (align::run const & run : path)
    {
        if (run.kind == align::column::query_only)
        {
            row += sequence.substr(next, run.length);
            next += run.length;
            inserted = run.length;
            continue;
        }
        for (std::uint32_t i = 0; i < run.length; ++i)
        {
            row.append(longest[position++] - inserted, '-');
            row += run.kind == align::column::match ? sequence[next++] : '-';
            inserted = 0;
        }
    }
    row.append(longest[position] - inserted, '-');
    return row;
}

void count(std::vector<profile_column> & columns, std::string_view row, std::uint64_t weight)
{
    for (std::size_t i = 0; i < row.size(); ++i)
    {
        std::uint8_t const code = base_code(row[i]);
        if (row[i] == '-')
            columns[i].gaps += weight;
        else if (code < 4)
            columns[i].bases.at(code) += weight;
        else
            columns[i].ambiguous += weight;
    }
}

/// The most frequent base, the first of equals, unless gaps are more frequent.
char majority(profile_column const & column)
{
    auto const most = std::ranges::max_element(column.bases);
    if (*most == 0 && column.ambiguous != 0)
        return column.ambiguous >= column.gaps ? 'N' : '-';
    return *most >= column.gaps ? "ACGT"[most - column.bases.begin()] : '-';
}

bool is_gap(profile_column const & column) noexcept
{
    return column.consensus == '-' || column.consensus == '+';
}

} // namespace

std::string star_alignment::aligned_consensus() const
{
    std::string letters;
    for (profile_column const & column : columns)
        letters += column.consensus;
    return letters;
}

std::string star_alignment::consensus() const
{
    std::string letters;
    for (profile_column const & column : columns)
        if (!is_gap(column))
            letters += column.consensus;
    return letters;
}

star_alignment align_members(unique_set const & uniques,
                             result const & clustered,
                             std::span<std::uint32_t const> members,
                             options const & chosen,
                             bool by_abundance)
{
    std::size_t const centroid_length = uniques.sequence(members.front()).size();
    lengths const longest = longest_insertions(centroid_length, clustered, members);
    std::vector<align::run> const whole{{align::column::match, static_cast<std::uint32_t>(centroid_length)}};
    star_alignment aligned;
    for (std::uint32_t const member : members)
    {
        membership const & place = clustered.memberships[member];
        std::string sequence = masked(uniques.sequence(member), chosen);
        if (place.is_reversed)
            sequence = reverse_complement(sequence);
        aligned.rows.push_back(row_of(sequence, member == members.front() ? whole : place.path, longest));
        aligned.columns.resize(aligned.rows.back().size());
        count(aligned.columns, aligned.rows.back(), by_abundance ? uniques.abundance(member) : 1);
    }
    std::size_t const first = longest.front();
    std::size_t const last = aligned.columns.size() - longest.back();
    for (std::size_t i = 0; i < aligned.columns.size(); ++i)
        aligned.columns[i].consensus = i < first || i >= last ? '+' : majority(aligned.columns[i]);
    return aligned;
}

std::vector<std::vector<std::uint32_t>> members_of(clustering const & partition)
{
    std::vector<std::vector<std::uint32_t>> members(partition.centroids.size());
    for (std::uint32_t i = 0; i < partition.cluster_of.size(); ++i)
        members[partition.cluster_of[i]].push_back(i);
    return members;
}

} // namespace ampstream::cluster
