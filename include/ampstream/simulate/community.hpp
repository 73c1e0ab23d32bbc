// SPDX-License-Identifier: BSD-3-Clause
// Log-normal communities in groups: who lives in a sample, how many pairs it gets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <ampstream/core/random.hpp>
#include <ampstream/simulate/options.hpp>

namespace ampstream::simulate
{

/// Draws indices with given weights: O(log n) a draw.
class weighted_choice
{
public:
    /// Precondition: weights are finite and ≥ 0, their sum is > 0.
    explicit weighted_choice(std::vector<double> const & weights);
    [[nodiscard]] std::size_t operator()(random_stream & stream) const noexcept;
    /// Weight of `i` as a share of all.
    [[nodiscard]] double share(std::size_t i) const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return sums_.size(); }

private:
    std::vector<double> sums_;
};

/// The study's design: what is the same for all samples of a group.
struct community_design
{
    std::vector<double> abundance{};                ///< by template, median 1
    std::vector<std::vector<double>> fold_change{}; ///< by group and template; 1 where the group does not differ
};

/// ln(abundance) ~ N(0, abundance_spread²). Each template differs with chance `differing`, in one group drawn
/// uniformly, by `effect` or 1/`effect` with equal chance.
[[nodiscard]] community_design draw_design(options const & chosen, std::size_t templates);

/// Weights of the templates in one sample: abundance · fold change · e^N(0, sample_spread²), 0 with chance `absence`
/// (but for the most abundant template, so that no sample is empty).
[[nodiscard]] std::vector<double>
draw_sample(community_design const & design, options const & chosen, std::size_t group, std::size_t sample);

/// Group of a sample: samples are dealt to groups in blocks of nearly equal size.
[[nodiscard]] std::size_t group_of(std::size_t sample, options const & chosen) noexcept;

/// Read pairs of a sample: pairs · e^N(−s²/2, s²) with s the depth spread, so that the mean is `pairs`; at least 1.
[[nodiscard]] std::uint64_t draw_depth(options const & chosen, std::size_t sample);

} // namespace ampstream::simulate
