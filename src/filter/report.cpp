// SPDX-License-Identifier: BSD-3-Clause
// Counts by reason.
#include <ampstream/filter/report.hpp>

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace ampstream::filter
{

std::vector<std::string> report(stats const & totals, bool is_paired)
{
    constexpr std::array<std::string_view, reason_count> texts{"kept",
                                                               "too many expected errors",
                                                               "too many expected errors per base",
                                                               "too short",
                                                               "too long",
                                                               "too many N's",
                                                               "abundance too small",
                                                               "abundance too large"};
    std::vector<std::string> lines{fmt::format("{} {} kept (of which {} truncated), {} {} discarded.", totals.kept(),
                                               is_paired ? "pairs" : "sequences", totals.truncated, totals.lost(),
                                               is_paired ? "pairs" : "sequences")};
    for (std::size_t i = 1; i < reason_count; ++i)
        if (totals.by_reason[i] > 0)
            lines.push_back(fmt::format("{:>10}  {}", totals.by_reason[i], texts[i]));
    return lines;
}

} // namespace ampstream::filter
