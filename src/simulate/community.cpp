// SPDX-License-Identifier: BSD-3-Clause
// Draws of abundances, effects and depths.
#include <ampstream/simulate/community.hpp>

#include <algorithm>
#include <cmath>

namespace ampstream::simulate
{

weighted_choice::weighted_choice(std::vector<double> const & weights)
{
    sums_.reserve(weights.size());
    double sum = 0.0;
    for (double const weight : weights)
        sums_.push_back(sum += weight);
}

std::size_t weighted_choice::operator()(random_stream & stream) const noexcept
{
    double const mark = stream.uniform() * sums_.back();
    auto const chosen = std::ranges::upper_bound(sums_, mark); // first sum above the mark: never a weight of 0
    return std::min(static_cast<std::size_t>(chosen - sums_.begin()), sums_.size() - 1);
}

double weighted_choice::share(std::size_t i) const noexcept
{
    return (sums_[i] - (i == 0 ? 0.0 : sums_[i - 1])) / sums_.back();
}

community_design draw_design(options const & chosen, std::size_t templates)
{
    community_design design;
    design.fold_change.assign(chosen.groups, std::vector<double>(templates, 1.0));
    design.abundance.reserve(templates);
    for (std::size_t i = 0; i < templates; ++i)
    {
        random_stream stream{chosen.seed, "simulate design", i};
        design.abundance.push_back(std::exp(chosen.abundance_spread * stream.normal()));
        if (stream.uniform() >= chosen.differing)
            continue;
        std::size_t const group = stream.below(chosen.groups);
        design.fold_change[group][i] = stream.below(2) == 0 ? chosen.effect : 1.0 / chosen.effect;
    }
    return design;
}

std::vector<double>
draw_sample(community_design const & design, options const & chosen, std::size_t group, std::size_t sample)
{
    std::size_t const most_abundant =
        static_cast<std::size_t>(std::ranges::max_element(design.abundance) - design.abundance.begin());
    random_stream stream{chosen.seed, "simulate community", sample};
    std::vector<double> weights;
    weights.reserve(design.abundance.size());
    for (std::size_t i = 0; i < design.abundance.size(); ++i)
    {
        double const jitter = std::exp(chosen.sample_spread * stream.normal());
        bool const is_absent = stream.uniform() < chosen.absence && i != most_abundant;
        weights.push_back(is_absent ? 0.0 : design.abundance[i] * design.fold_change[group][i] * jitter);
    }
    return weights;
}

std::size_t group_of(std::size_t sample, options const & chosen) noexcept
{
    return sample * chosen.groups / chosen.samples;
}

std::uint64_t draw_depth(options const & chosen, std::size_t sample)
{
    double const spread = chosen.depth_spread;
    random_stream stream{chosen.seed, "simulate depth", sample};
    double const factor = std::exp(spread * stream.normal() - spread * spread / 2.0);
    double const pairs = std::round(static_cast<double>(chosen.pairs) * factor);
    return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(pairs));
}

} // namespace ampstream::simulate
