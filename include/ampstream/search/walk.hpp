// SPDX-License-Identifier: BSD-3-Clause
// Going through candidates until a budget is spent.
#pragma once

#include <cstdint>
#include <functional>

#include <ampstream/align/alignment.hpp>
#include <ampstream/search/criteria.hpp>

namespace ampstream::search
{

/// What became of a candidate.
enum class verdict : std::uint8_t
{
    refused,  ///< by the test before alignment; spends the budget of rejects, too
    rejected, ///< after alignment
    accepted,
};

/// The test before alignment: may this target be a hit of the query at all? (Ratios of size or length, not itself …)
/// An empty function lets every target pass.
using admission = std::function<bool(std::uint32_t target)>;

/// A test after alignment, besides the identity: may this alignment be a hit? An empty function lets every one pass.
using approval = std::function<bool(align::alignment const & aligned, std::uint32_t target)>;

/// Asks `judge(candidate)` for the verdict on each candidate, best first, until `maxaccepts` are accepted or
/// `maxrejects` are refused or rejected. VSEARCH aligns eight at a time but applies the verdicts in this order and
/// forgets what comes after the end, so the outcome is the same.
template <typename candidates_t, typename judge_t>
void walk(candidates_t && candidates, criteria const & limits, judge_t && judge)
{
    std::uint64_t accepts = 0;
    std::uint64_t rejects = 0;
    for (auto && one : candidates)
    {
        ++(judge(one) == verdict::accepted ? accepts : rejects);
        if ((limits.maxaccepts != 0 && accepts == limits.maxaccepts) ||
            (limits.maxrejects != 0 && rejects == limits.maxrejects))
            return;
    }
}

} // namespace ampstream::search
