// SPDX-License-Identifier: BSD-3-Clause
// Rows in the forms of RDP, QIIME 2 and phyloseq.
#include <ampstream/classify/call_format.hpp>

#include <algorithm>
#include <cctype>
#include <iterator>

#include <fmt/format.h>

#include <ampstream/classify/taxonomy_table.hpp>

namespace ampstream::classify
{

namespace
{

/// Shortest decimal text of a float, with at least one decimal, as Java prints it ("1.0", "0.59").
std::string java_float(double confidence)
{
    std::string text = fmt::format("{}", static_cast<float>(confidence));
    if (text.find('.') == std::string::npos)
        text += ".0";
    return text;
}

/// `g__` for genus; ranks that share a first letter with none of the usual ones are written out.
std::string prefix_of(std::string_view rank)
{
    constexpr std::array<std::string_view, 8> usual{"domain", "kingdom", "phylum", "class",
                                                    "order",  "family",  "genus",  "species"};
    bool const is_usual = std::ranges::find(usual, rank) != usual.end();
    return fmt::format("{}__", is_usual ? rank.substr(0, 1) : rank);
}

std::string capitalised(std::string name)
{
    if (!name.empty())
        name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
}

void append_rdp(std::string & text, std::string_view id, outcome const & one, call_style const & style)
{
    text.append(id).append(one.call.is_reversed ? "\t-" : "\t");
    if (style.format == call_format::allrank)
        text += "\tRoot\trootrank\t1.0";
    for (std::size_t rank = 0; rank < one.call.calls.size(); ++rank)
        fmt::format_to(std::back_inserter(text), "\t{}\t{}\t{}", one.call.calls[rank].name, style.rank_names[rank],
                       java_float(one.call.calls[rank].confidence));
    text += '\n';
}

void append_filtered(std::string & text, std::string_view id, outcome const & one, call_style const & style)
{
    // RDP keeps a name at exactly the limit in its counts, but not here.
    auto const & calls = one.call.calls;
    auto const end = std::ranges::find_if(
        calls, [&](double confidence) { return confidence <= style.min_confidence; }, &taxon_call::confidence);
    text += id;
    for (auto call = calls.begin(); call != end; ++call)
        text.append("\t").append(call->name);
    std::string_view const last = end == calls.begin() ? std::string_view{"Root"} : std::prev(end)->name;
    for (auto call = end; call != calls.end(); ++call)
        text.append("\tunclassified_").append(last);
    text += '\n';
}

void append_qiime2(std::string & text, std::string_view id, outcome const & one, call_style const & style)
{
    std::size_t const named = confident_lineage(one.call, style.min_confidence).size();
    text.append(id).append("\t");
    if (named == 0)
        text += "Unassigned";
    for (std::size_t rank = 0; rank < named; ++rank)
        text.append(rank == 0 ? "" : "; ").append(prefix_of(style.rank_names[rank])).append(one.call.calls[rank].name);
    double const confidence = one.call.calls.empty() ? 0.0 : one.call.calls[named == 0 ? 0 : named - 1].confidence;
    fmt::format_to(std::back_inserter(text), "\t{}\n", java_float(confidence));
}

void append_phyloseq(std::string & text, std::string_view id, outcome const & one, call_style const & style)
{
    lineage const names = confident_lineage(one.call, style.min_confidence);
    text += id;
    for (std::size_t rank = 0; rank < style.rank_names.size(); ++rank)
        text.append("\t").append(rank < names.size() ? names[rank] : "NA");
    text += '\n';
}

} // namespace

std::optional<call_format> call_format_named(std::string_view name) noexcept
{
    auto const found = std::ranges::find(call_format_names, name);
    if (found == call_format_names.end())
        return std::nullopt;
    return static_cast<call_format>(found - call_format_names.begin());
}

std::string call_header(call_format format, std::vector<std::string> const & rank_names)
{
    std::string text;
    switch (format)
    {
    case call_format::table:
        return table_header(rank_names);
    case call_format::qiime2:
        return "Feature ID\tTaxon\tConfidence\n";
    case call_format::filterbyconf:
        for (std::string const & rank : rank_names)
            text.append("\t").append(rank);
        return text + "\n";
    case call_format::phyloseq:
        text = "OTU";
        for (std::string const & rank : rank_names)
            text.append("\t").append(capitalised(rank));
        return text + "\n";
    default:
        return text;
    }
}

void append_call(std::string & text, std::string_view id, outcome const & one, call_style const & style)
{
    bool const has_call = one.why == reason::classified;
    switch (style.format)
    {
    case call_format::table:
        append_row(
            text, id, one,
            {.ranks = style.rank_names.size(), .min_confidence = style.min_confidence, .bootstraps = style.bootstraps});
        break;
    case call_format::allrank:
    case call_format::fixrank:
        if (has_call)
            append_rdp(text, id, one, style);
        break;
    case call_format::filterbyconf:
        if (has_call)
            append_filtered(text, id, one, style);
        break;
    case call_format::qiime2:
        append_qiime2(text, id, one, style);
        break;
    case call_format::phyloseq:
        append_phyloseq(text, id, one, style);
        break;
    }
}

} // namespace ampstream::classify
