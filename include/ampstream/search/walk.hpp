// SPDX-License-Identifier: BSD-3-Clause
// Going through ranked candidates until enough are accepted or too many rejected.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/search/candidates.hpp>
#include <ampstream/search/options.hpp>

namespace ampstream::search
{

/// An aligned target.
struct hit
{
    std::uint32_t target{};
    double identity{}; ///< percent
    bool is_accepted{};
    align::path columns{};
};

/// Is this identity (percent) high enough?
[[nodiscard]] constexpr bool is_accepted(double identity, options const & limits) noexcept
{
    return identity >= 100.0 * limits.id;
}

/// Goes through `candidates` in order. `judge(candidate)` gives a `hit const &`, or nullptr for a target that is
/// rejected unaligned; either way a reject spends the budget. Ends after maxaccepts accepted, maxrejects rejected, or
/// maxaccepts + maxrejects − 1 targets. `take(hit const &)` receives the accepted ones.
template <typename judge_t, typename take_t>
void walk(std::span<candidate const> candidates, options const & limits, judge_t && judge, take_t && take)
{
    std::uint64_t accepts = 0;
    std::uint64_t rejects = 0;
    for (candidate const & one : candidates)
    {
        bool const is_bounded = limits.maxaccepts != 0 && limits.maxrejects != 0;
        if (is_bounded && accepts + rejects >= limits.maxaccepts + limits.maxrejects - 1)
            return;
        hit const * const found = judge(one);
        if (found != nullptr && found->is_accepted)
        {
            take(*found);
            ++accepts;
        }
        else
            ++rejects;
        if (accepts == limits.maxaccepts || rejects == limits.maxrejects) // 0 is never reached: no limit
            return;
    }
}

/// The better of two accepted hits: higher identity, then lower target number; `one` when both are equal.
[[nodiscard]] constexpr bool is_better(hit const & other, hit const & one) noexcept
{
    return other.identity != one.identity ? other.identity > one.identity : other.target < one.target;
}

} // namespace ampstream::search
