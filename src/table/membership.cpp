// SPDX-License-Identifier: BSD-3-Clause
// Gathering .uc records.
#include <ampstream/table/membership.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/table/uc_record.hpp>

namespace ampstream::table
{

namespace
{

std::string name_of(std::string_view label)
{
    return without_annotations(label, true, false);
}

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
    return {found->second, abundance_of(label)};
}

void membership_reader::add_dereplication(std::string_view line, input_location const & where)
{
    has_dereplication_ = true;
    auto const record = parse_uc(line, where);
    if (!record)
        return;
    std::string const unique = name_of(record->target);
    auto found = uniques_.find(unique);
    if (record->is_centroid)
    {
        if (found != uniques_.end())
            fail(where, "each unique once in the dereplications", record->label, "Give every --derep file once.");
        found = uniques_.emplace(unique, std::vector<sample_count>{}).first;
    }
    else if (found == uniques_.end())
        fail(where, "the S record of a unique before its members", record->target, "The file is not complete.");
    add_to(found->second, count_of(record->label, where));
}

void membership_reader::add_clustering(std::string_view line, input_location const & where)
{
    auto const record = parse_uc(line, where);
    if (!record)
        return;
    std::string const centroid = name_of(record->target);
    auto cluster = cluster_numbers_.find(centroid);
    if (record->is_centroid)
    {
        if (cluster != cluster_numbers_.end())
            fail(where, "centroids with different labels", record->label,
                 "The rows of the table need different names.");
        cluster = cluster_numbers_.emplace(centroid, static_cast<std::uint32_t>(centroids_.size())).first;
        centroids_.push_back(centroid);
        founders_.push_back(static_cast<std::uint32_t>(members_.size()));
    }
    else if (cluster == cluster_numbers_.end())
        fail(where, "the S record of a centroid before its members", record->target,
             "The .uc of a search has no S records; give that of clustering.");

    member one{name_of(record->label), cluster->second, {}};
    if (!has_dereplication_)
        one.counts.push_back(count_of(record->label, where));
    else if (auto const unique = uniques_.find(one.label); unique != uniques_.end())
        one.counts = unique->second;
    else
        fail(where, "a sequence that is a unique of the --derep files", record->label,
             "The .uc of a dereplication has the labels from before --relabel: cluster uniques that kept theirs.");
    members_.push_back(std::move(one));
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
