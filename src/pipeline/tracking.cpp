// SPDX-License-Identifier: BSD-3-Clause
// Sums and text of the read tracking.
#include <ampstream/pipeline/tracking.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::pipeline
{

namespace
{

constexpr std::string_view lost_prefix = "lost_";

std::uint64_t sum_of(read_tracking::column const & one) noexcept
{
    return std::accumulate(one.counts.begin(), one.counts.end(), std::uint64_t{0});
}

} // namespace

void read_tracking::add_sample(std::string name)
{
    samples_.push_back(std::move(name));
    for (column & one : columns_)
        one.counts.resize(samples_.size());
}

void read_tracking::set(std::size_t sample, std::string_view name, std::uint64_t count)
{
    auto found = std::ranges::find(columns_, name, &column::name);
    if (found == columns_.end())
        found = columns_.insert(found, {std::string{name}, std::vector<std::uint64_t>(samples_.size())});
    found->counts[sample] = count;
}

void read_tracking::move_to_end(std::string_view name)
{
    auto const found = std::ranges::find(columns_, name, &column::name);
    if (found != columns_.end())
        std::rotate(found, found + 1, columns_.end());
}

std::uint64_t read_tracking::count(std::size_t sample, std::string_view name) const noexcept
{
    auto const found = std::ranges::find(columns_, name, &column::name);
    return found == columns_.end() ? 0 : found->counts[sample];
}

std::uint64_t read_tracking::sum(std::string_view name) const noexcept
{
    auto const found = std::ranges::find(columns_, name, &column::name);
    return found == columns_.end() ? 0 : sum_of(*found);
}

std::uint64_t read_tracking::lost(std::size_t sample) const noexcept
{
    std::uint64_t sum = 0;
    for (column const & one : columns_)
        if (one.name.starts_with(lost_prefix))
            sum += one.counts[sample];
    return sum;
}

void check_sums(read_tracking const & tracking)
{
    for (std::size_t i = 0; i < tracking.size(); ++i)
    {
        std::uint64_t const pairs = tracking.count(i, "pairs");
        std::uint64_t const in_otus = tracking.count(i, "in_otus");
        if (pairs != tracking.lost(i) + in_otus)
            throw internal_error{fmt::format("sample {}: {} pairs, but {} lost and {} in OTUs", tracking.sample(i),
                                             pairs, tracking.lost(i), in_otus)};
    }
}

std::string tracking_text(read_tracking const & tracking)
{
    if (tracking.size() == 0)
        return {};
    std::string text = "sample";
    for (read_tracking::column const & one : tracking.columns())
        text += '\t' + one.name;
    text += '\n';
    for (std::size_t i = 0; i < tracking.size(); ++i)
    {
        text += tracking.sample(i);
        for (read_tracking::column const & one : tracking.columns())
            text += fmt::format("\t{}", one.counts[i]);
        text += '\n';
    }
    return text;
}

std::vector<counter> total_losses(read_tracking const & tracking)
{
    std::vector<counter> losses;
    losses.reserve(tracking.columns().size());
    for (read_tracking::column const & one : tracking.columns())
        if (std::uint64_t const sum = sum_of(one); sum > 0 && one.name.starts_with(lost_prefix))
        {
            std::string name = one.name.substr(lost_prefix.size());
            std::ranges::replace(name, '_', ' ');
            losses.push_back({std::move(name), sum});
        }
    std::ranges::stable_sort(losses, std::ranges::greater{}, &counter::count);
    return losses;
}

} // namespace ampstream::pipeline
