// SPDX-License-Identifier: BSD-3-Clause
// Normal draws.
#include <ampstream/core/random.hpp>

#include <cmath>

namespace ampstream
{

double random_stream::normal() noexcept
{
    while (true)
    {
        double const x = 2.0 * uniform() - 1.0;
        double const y = 2.0 * uniform() - 1.0;
        double const radius = x * x + y * y;
        if (radius > 0.0 && radius < 1.0)
            return x * std::sqrt(-2.0 * std::log(radius) / radius);
    }
}

} // namespace ampstream
