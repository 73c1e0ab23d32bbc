// SPDX-License-Identifier: BSD-3-Clause
// Counts, shares, means.
#include <ampstream/merge/report.hpp>

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace ampstream::merge
{

namespace
{

constexpr std::array<std::pair<reason, std::string_view>, reason_count - 1> failures{{
    {reason::read_too_short, "reads too short (after truncation)"},
    {reason::read_too_long, "reads too long (after truncation)"},
    {reason::too_many_ns, "too many N's"},
    {reason::too_few_kmers, "too few kmers found on same diagonal"},
    {reason::multiple_alignments, "multiple potential alignments"},
    {reason::too_many_differences, "too many differences"},
    {reason::too_high_difference_rate, "too high percentage of differences"},
    {reason::score_too_low, "alignment score too low, or score drop too high"},
    {reason::overlap_too_short, "overlap too short"},
    {reason::too_many_expected_errors, "expected error too high"},
    {reason::merged_too_short, "merged fragment too short"},
    {reason::merged_too_long, "merged fragment too long"},
    {reason::staggered, "staggered read pairs"},
}};

std::string share_line(std::uint64_t count, std::uint64_t all, std::string_view what)
{
    if (all == 0)
        return fmt::format("{:>10}  {}", count, what);
    return fmt::format("{:>10}  {} ({:.1f}%)", count, what,
                       100.0 * static_cast<double>(count) / static_cast<double>(all));
}

void add_figures_of_merged(std::vector<std::string> & lines, stats const & totals)
{
    double const merged = static_cast<double>(totals.merged());
    double const mean = static_cast<double>(totals.merged_bases) / merged;
    double const variance = static_cast<double>(totals.merged_bases_squared) / merged - mean * mean;
    auto const figure = [&lines](double value, std::string_view what)
    { lines.push_back(fmt::format("{:>10.2f}  {}", value, what)); };
    lines.emplace_back();
    lines.emplace_back("Statistics of merged reads:");
    figure(mean, "Mean fragment length");
    figure(std::sqrt(variance > 0.0 ? variance : 0.0), "Standard deviation of fragment length");
    figure(totals.forward_errors.value() / merged, "Mean expected error in forward sequences");
    figure(totals.reverse_errors.value() / merged, "Mean expected error in reverse sequences");
    figure(totals.merged_errors.value() / merged, "Mean expected error in merged sequences");
    figure(static_cast<double>(totals.forward_differences) / merged,
           "Mean observed errors in merged region of forward sequences");
    figure(static_cast<double>(totals.reverse_differences) / merged,
           "Mean observed errors in merged region of reverse sequences");
    figure(static_cast<double>(totals.forward_differences + totals.reverse_differences) / merged,
           "Mean observed errors in merged region");
}

} // namespace

std::vector<std::string> report(stats const & totals)
{
    std::vector<std::string> lines{fmt::format("{:>10}  Pairs", totals.pairs),
                                   share_line(totals.merged(), totals.pairs, "Merged"),
                                   share_line(totals.lost(), totals.pairs, "Not merged")};
    if (totals.lost() > 0)
    {
        lines.emplace_back();
        lines.emplace_back("Pairs that failed merging due to various reasons:");
        for (auto const & [why, text] : failures)
            if (totals.count(why) > 0)
                lines.push_back(fmt::format("{:>10}  {}", totals.count(why), text));
    }
    if (totals.pairs > 0)
    {
        lines.emplace_back();
        lines.emplace_back("Statistics of all reads:");
        lines.push_back(fmt::format("{:>10.2f}  Mean read length", static_cast<double>(totals.read_bases) /
                                                                       (2.0 * static_cast<double>(totals.pairs))));
    }
    if (totals.merged() > 0)
        add_figures_of_merged(lines, totals);
    if (totals.bases_above_q41 > 0)
        lines.push_back(fmt::format("{:>10}  Bases of the reads with a quality above 41", totals.bases_above_q41));
    return lines;
}

} // namespace ampstream::merge
