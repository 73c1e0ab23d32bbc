// SPDX-License-Identifier: BSD-3-Clause
// Skew against beta.
#include <ampstream/cluster/noise.hpp>

#include <cmath>

namespace ampstream::cluster
{

bool is_noise(std::uint64_t abundance,
              std::uint64_t centroid_abundance,
              std::uint32_t mismatches,
              double alpha) noexcept
{
    double const skew = static_cast<double>(abundance) / static_cast<double>(centroid_abundance);
    double const beta = 1.0 / std::pow(2.0, alpha * mismatches + 1.0);
    return mismatches == 0 || skew <= beta;
}

} // namespace ampstream::cluster
