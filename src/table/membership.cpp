// SPDX-License-Identifier: BSD-3-Clause
// Gathering .uc records.
#include <ampstream/table/membership.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>

namespace ampstream::table
{

namespace
{

[[noreturn]] void fail(input_location const & where, std::string expected, std::string_view label, std::string advice)
{
    throw input_error{where, {std::move(expected), fmt::format("\"{}\"", label), std::move(advice)}};
}

void add_to(std::vector<sample_count> & counts, sample_count const & one)
{
    if (!counts.empty() && counts.back().sample == one.sample)
        counts.back().count += one.count;
    else
        counts.push_back(one);
}

/// Ascending in the sample, one entry a sample.
void tidy(std::vector<sample_count> & counts)
{
    std::ranges::sort(counts, {}, &sample_count::sample);
    std::vector<sample_count> merged;
    for (sample_count const & one : counts)
        add_to(merged, one);
    counts = std::move(merged);
}

} // namespace

std::uint64_t membership_reader::abundance(std::string_view label, input_location const & where)
{
    constexpr std::uint64_t limit = std::numeric_limits<std::int64_t>::max();
    auto const found = find_size(label);
    if (!found && identity_of(label) != label)
        fail(where, fmt::format("an abundance from 1 to {} in ;size=", limit), label, "Correct the annotation.");
    std::uint64_t const count = found ? found->abundance : 1;
    if (count > limit - total_)
        fail(where, fmt::format("at most {} reads in all", limit), label, "Correct the abundances.");
    total_ += count;
    return count;
}

sample_count membership_reader::count_of(std::string_view label, input_location const & where)
{
    auto const sample = sample_of(label, separator_);
    if (!sample)
        fail(
            where, fmt::format("a label that names its sample: ;sample=NAME or NAME{}…", separator_), label,
            "Dereplicate or relabel each sample with --relabel SAMPLE. or --sample SAMPLE, or set --sample-separator.");
    auto found = sample_numbers_.find(*sample);
    if (found == sample_numbers_.end())
    {
        found = sample_numbers_.emplace(*sample, static_cast<std::uint32_t>(samples_.size())).first;
        samples_.emplace_back(*sample);
    }
    return {found->second, abundance(label, where)};
}

void membership_reader::add_dereplication(std::string_view line, input_location const & where)
{
    auto const record = parse_uc(line, where);
    if (!record)
        return;
    if (record->kind == uc_kind::summary)
    {
        ++summaries_seen_;
        return;
    }
    std::string const name = identity_of(record->target);
    auto found = uniques_.find(name);
    if (record->kind == uc_kind::centroid)
    {
        ++centroids_seen_;
        if (found != uniques_.end())
            fail(where, "uniques with different labels", fmt::format("{} again", record->label),
                 "Give every --derep file once, and every sequence its own label before it is dereplicated.");
        found = uniques_.emplace(name, unique{}).first;
    }
    else if (found == uniques_.end())
        fail(where, "the S record of a unique before its members", record->target, "The file is not complete.");
    add_to(found->second.counts, count_of(record->label, where));
}

/// The number of the cluster a record belongs to; an S record makes it.
std::uint32_t membership_reader::cluster_of(uc_record const & record, input_location const & where)
{
    std::string const centroid = identity_of(record.target);
    auto const known = cluster_numbers_.find(centroid);
    if (record.kind == uc_kind::member)
    {
        if (known == cluster_numbers_.end())
            fail(where, "the S record of a centroid before its members", record.target,
                 "The .uc of a search has no S records; give that of clustering.");
        return known->second;
    }
    ++centroids_seen_;
    if (known != cluster_numbers_.end())
        fail(where, "centroids with different labels", fmt::format("{} again", record.label),
             "Give every sequence its own label before it is clustered.");
    auto const number = static_cast<std::uint32_t>(centroids_.size());
    cluster_numbers_.emplace(centroid, number);
    centroids_.push_back(centroid);
    founders_.push_back(static_cast<std::uint32_t>(members_.size()));
    return number;
}

/// Gives a member the counts of the unique it is.
void membership_reader::expand(member & one, std::string_view label, input_location const & where)
{
    auto const found = uniques_.find(one.label);
    if (found == uniques_.end())
        fail(where, "a sequence that is a unique of the --derep files", label,
             "The .uc of a dereplication has the labels from before --relabel: cluster uniques that kept theirs.");
    if (found->second.is_clustered)
        fail(where, "each unique in one cluster", fmt::format("{} again", label),
             "The .uc of a clustering lists every sequence once.");
    found->second.is_clustered = true;
    one.counts = found->second.counts;
}

void membership_reader::add_clustering(std::string_view line, input_location const & where)
{
    auto const record = parse_uc(line, where);
    if (!record)
        return;
    if (record->kind == uc_kind::summary)
    {
        ++summaries_seen_;
        return;
    }
    member one{identity_of(record->label), cluster_of(*record, where), {}};
    if (expands_)
        expand(one, record->label, where);
    else
        one.counts.push_back(count_of(record->label, where));
    members_.push_back(std::move(one));
}

void membership_reader::end_file(input_location const & where)
{
    if (summaries_seen_ != centroids_seen_)
        throw input_error{where,
                          {.expected = fmt::format("a C record for each of {} S records", centroids_seen_),
                           .found = std::to_string(summaries_seen_),
                           .advice = "The file is cut off, or lines were taken out of it; make it again."}};
    centroids_seen_ = 0;
    summaries_seen_ = 0;
}

membership membership_reader::finish() &&
{
    std::vector<std::uint32_t> order(samples_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [this](std::uint32_t i) -> std::string const & { return samples_[i]; });
    std::vector<std::uint32_t> rank_of(order.size());
    membership done;
    for (std::uint32_t rank = 0; rank < order.size(); ++rank)
    {
        rank_of[order[rank]] = rank;
        done.samples.push_back(std::move(samples_[order[rank]]));
    }
    for (member & one : members_)
    {
        for (sample_count & part : one.counts)
            part.sample = rank_of[part.sample];
        tidy(one.counts);
        std::uint64_t const abundance =
            std::accumulate(one.counts.begin(), one.counts.end(), std::uint64_t{0},
                            [](std::uint64_t sum, sample_count const & part) { return sum + part.count; });
        done.uniques.push_back(one.label, {}, abundance, one.counts);
        done.clusters.cluster_of.push_back(one.cluster);
    }
    done.clusters.centroids = std::move(founders_);
    done.centroids = std::move(centroids_);
    return done;
}

} // namespace ampstream::table
