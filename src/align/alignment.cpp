// SPDX-License-Identifier: BSD-3-Clause
// Figures of an alignment.
#include <ampstream/align/alignment.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::align
{

std::string cigar(path const & columns)
{
    std::string text;
    for (path_run const & run : columns)
    {
        if (run.length > 1)
            text += fmt::format_int(run.length).str();
        text += run.kind;
    }
    return text;
}

alignment_counts count_columns(path const & columns, std::string_view query, std::string_view target)
{
    alignment_counts counts;
    counts.shortest = static_cast<std::uint32_t>(std::min(query.size(), target.size()));
    counts.longest = static_cast<std::uint32_t>(std::max(query.size(), target.size()));
    auto const is_inner = [](path_run const & run) { return run.kind == 'M'; };
    auto const first = std::ranges::find_if(columns, is_inner);
    auto const last = std::find_if(columns.rbegin(), columns.rend(), is_inner).base();
    std::size_t i = 0;
    std::size_t j = 0;
    for (auto run = columns.begin(); run != columns.end(); ++run)
    {
        if (run->kind == 'M')
        {
            for (std::uint32_t k = 0; k < run->length; ++k)
                ++((nucleotide_set(query[i + k]) & nucleotide_set(target[j + k])) != 0 ? counts.matches
                                                                                       : counts.mismatches);
            i += run->length;
            j += run->length;
            continue;
        }
        (run->kind == 'D' ? i : j) += run->length;
        bool const is_terminal = first == columns.end() || run < first || run >= last;
        (is_terminal ? counts.terminal_gaps : counts.interior_gaps) += run->length;
        ++(is_terminal ? counts.terminal_gap_openings : counts.gap_openings);
    }
    return counts;
}

double identity(alignment_counts const & counts, identity_definition definition) noexcept
{
    auto const percent = [](std::uint32_t part, std::uint32_t whole)
    { return whole == 0 ? 0.0 : 100.0 * part / whole; };
    switch (definition)
    {
    case identity_definition::cd_hit:
        return percent(counts.matches, counts.shortest);
    case identity_definition::inner:
        return percent(counts.matches, counts.inner_columns());
    case identity_definition::marine:
        return counts.longest == 0
                   ? 0.0
                   : std::max(
                         0.0,
                         100.0 * (1.0 - 1.0 * (counts.mismatches + counts.gap_openings + counts.terminal_gap_openings) /
                                            counts.longest));
    case identity_definition::edit:
    case identity_definition::blast:
        break;
    }
    return percent(counts.matches, counts.columns());
}

} // namespace ampstream::align
