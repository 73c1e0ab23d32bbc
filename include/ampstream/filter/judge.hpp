// SPDX-License-Identifier: BSD-3-Clause
// One read against the limits: a pure function.
#pragma once

#include <cstdint>

#include <ampstream/core/read_batch.hpp>
#include <ampstream/filter/options.hpp>
#include <ampstream/filter/stats.hpp>
#include <ampstream/simd/reads.hpp>

namespace ampstream::filter
{

/// What stays of a read and why it is discarded, if it is.
struct verdict
{
    reason why{reason::kept};
    std::uint32_t begin{};        ///< first base that stays
    std::uint32_t length{};       ///< bases that stay
    std::uint32_t bad_quality{};  ///< 1 + position in the read of a quality outside qmin … qmax; 0 if there is none
    double expected_errors{-1.0}; ///< of what stays; negative for FASTA
};

/// Error probability 10^(−0.1 Q) of a base, Phred 0 to 93; unlike merging without a cap below Q2.
[[nodiscard]] double error_probability(unsigned phred) noexcept;

/// Strips, truncates and judges one read. Order of the rules: stripleft, stripright, trunclen, trunclen_keep, truncqual
/// and truncee base by base, then the limits. Expected errors are summed from the 5' end in double precision. A quality
/// outside qmin … qmax that is met on the way ends the work with `bad_quality` set.
[[nodiscard]] verdict judge(read_view const & read, options const & limits) noexcept;

/// Judges reads as `judge` does, but sums expected errors many at once and exactly only where a limit lies so close
/// that it matters. `expected_errors` of the verdicts is good for seven digits behind the point.
class quick_judge
{
public:
    explicit quick_judge(options const & limits);
    [[nodiscard]] verdict operator()(read_view const & read) const noexcept;

private:
    options limits_;
    simd::quality_weights units_{}; ///< error probabilities in units of 2^-31
};

} // namespace ampstream::filter
