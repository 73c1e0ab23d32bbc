// SPDX-License-Identifier: BSD-3-Clause
// The table of calls.
#include <ampstream/classify/taxonomy_table.hpp>

#include <iterator>

#include <fmt/format.h>

namespace ampstream::classify
{

namespace
{

constexpr std::string_view no_name = "unclassified";

int decimals_for(std::uint64_t bootstraps) noexcept
{
    int decimals = 2;
    for (std::uint64_t told_apart = 100; told_apart < bootstraps; told_apart *= 10)
        ++decimals;
    return decimals;
}

std::string_view status_of(outcome const & one) noexcept
{
    if (one.why != reason::classified)
        return name_of(one.why);
    return one.is_tied ? "tied" : "ok";
}

} // namespace

std::string table_header(std::vector<std::string> const & rank_names)
{
    std::string text = "id";
    for (std::string const & rank : rank_names)
        fmt::format_to(std::back_inserter(text), "\t{0}\t{0}_confidence", rank);
    return text + "\tlineage\tstrand\tstatus\n";
}

void append_row(std::string & text, std::string_view id, outcome const & one, table_style const & style)
{
    int const decimals = decimals_for(style.bootstraps);
    text += id;
    auto const add = [&](std::string_view name, double confidence)
    { fmt::format_to(std::back_inserter(text), "\t{}\t{:.{}f}", name, confidence, decimals); };
    for (taxon_call const & call : one.call.calls)
        add(call.name, call.confidence);
    for (std::size_t rank = one.call.calls.size(); rank < style.ranks; ++rank)
        add(no_name, 0.0);
    lineage const names = confident_lineage(one.call, style.min_confidence);
    text += '\t';
    if (names.empty())
        text += no_name;
    for (std::size_t i = 0; i < names.size(); ++i)
        text.append(i == 0 ? "" : ";").append(names[i]);
    text.append(one.call.is_reversed ? "\t-\t" : "\t+\t").append(status_of(one)).append("\n");
}

std::vector<std::string>
report(stats const & counts, std::vector<std::string> const & rank_names, double min_confidence)
{
    auto const share = [&](std::uint64_t part)
    { return counts.queries == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(counts.queries); };
    std::vector<std::string> lines;
    lines.push_back(fmt::format("{} queries, {} classified ({} as their reverse complement, {} with tied genera)",
                                counts.queries, counts.count(reason::classified), counts.reversed, counts.tied));
    if (auto const lost = counts.count(reason::too_short); lost > 0)
        lines.push_back(fmt::format("{} unclassified: shorter than 50 bases", lost));
    if (auto const lost = counts.count(reason::too_few_words); lost > 0)
        lines.push_back(fmt::format("{} unclassified: fewer than 42 words of plain bases", lost));
    std::string named = fmt::format("named with confidence {} or more:", min_confidence);
    for (std::size_t rank = 0; rank < rank_names.size() && rank < counts.named.size(); ++rank)
        named += fmt::format("{} {} {:.1f} %", rank == 0 ? "" : ",", rank_names[rank], share(counts.named[rank]));
    if (!counts.named.empty())
        lines.push_back(std::move(named));
    return lines;
}

} // namespace ampstream::classify
