// SPDX-License-Identifier: BSD-3-Clause
// Which costs the fifteen codes of words that a genus has stand for.
#include <algorithm>
#include <limits>

#include "classify/row_tables.hpp"

namespace ampstream::classify
{

namespace
{

constexpr std::size_t cost_count = std::tuple_size_v<cost_histogram>;
constexpr std::size_t codes = level_count - 1; // code 0 is a word that the genus lacks

/// What is lost if the costs in [from, to) are all taken for `from`.
class losses
{
public:
    explicit losses(cost_histogram const & costs)
    {
        for (std::size_t i = 0; i < cost_count; ++i)
        {
            weight_[i + 1] = weight_[i] + static_cast<double>(costs[i]);
            moment_[i + 1] = moment_[i] + static_cast<double>(costs[i]) * static_cast<double>(i);
        }
    }
    [[nodiscard]] double operator()(std::size_t from, std::size_t to) const noexcept
    {
        return moment_[to] - moment_[from] - static_cast<double>(from) * (weight_[to] - weight_[from]);
    }

private:
    std::array<double, cost_count + 1> weight_{};
    std::array<double, cost_count + 1> moment_{};
};

} // namespace

std::array<std::uint8_t, level_count> choose_levels(cost_histogram const & costs)
{
    losses const loss{costs};
    // best[c][i]: least loss of costs i and above if c + 1 levels are left and the first of them is i.
    std::array<std::array<double, cost_count>, codes> best{};
    std::array<std::array<std::size_t, cost_count>, codes> next{};
    for (std::size_t i = 0; i < cost_count; ++i)
        best[0][i] = loss(i, cost_count);
    for (std::size_t c = 1; c < codes; ++c)
        for (std::size_t i = 0; i < cost_count; ++i)
        {
            best[c][i] = best[c - 1][i];
            next[c][i] = i; // a level twice: the lower code is never given
            for (std::size_t to = i + 1; to < cost_count; ++to)
                if (double const all = loss(i, to) + best[c - 1][to]; all < best[c][i])
                {
                    best[c][i] = all;
                    next[c][i] = to;
                }
        }
    std::array<std::uint8_t, level_count> levels{};
    std::size_t level = 0;
    for (std::size_t code = 1; code < level_count; ++code)
    {
        levels[code] = static_cast<std::uint8_t>(level);
        level = next[level_count - 1 - code][level];
    }
    return levels;
}

} // namespace ampstream::classify
