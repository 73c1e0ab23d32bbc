// SPDX-License-Identifier: BSD-3-Clause
// .uc, BLAST's table, SAM.
#include <ampstream/match/rows.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::match
{

namespace
{

/// SAM's CIGAR: columns from the side of the target, lengths always written.
std::string sam_cigar(align::alignment const & aligned)
{
    std::string text;
    for (align::run const & one : aligned.path)
    {
        char const kind = one.kind == align::column::match ? 'M' : one.kind == align::column::query_only ? 'I' : 'D';
        fmt::format_to(std::back_inserter(text), "{}{}", one.length, kind);
    }
    return text;
}

/// SAM's MD: what the target has where the query differs.
std::string sam_md(align::alignment const & aligned, std::string_view query, std::string_view target)
{
    std::string text;
    std::size_t matches = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    auto const flush = [&]
    {
        fmt::format_to(std::back_inserter(text), "{}", matches);
        matches = 0;
    };
    for (align::run const & one : aligned.path)
    {
        if (one.kind == align::column::query_only)
        {
            i += one.length;
            continue;
        }
        if (one.kind == align::column::target_only)
        {
            flush();
            text += '^';
            text += target.substr(j, one.length);
            j += one.length;
            continue;
        }
        for (std::uint32_t k = 0; k < one.length; ++k, ++i, ++j)
        {
            if (nucleotide_set(query[i]) == nucleotide_set(target[j]))
            {
                ++matches;
                continue;
            }
            flush();
            text += target[j];
        }
    }
    flush();
    return text;
}

} // namespace

void append_uc(std::string & text, answer const & query, targets const & database, bool all_hits)
{
    auto const end = std::back_inserter(text);
    if (query.hits.empty())
    {
        fmt::format_to(end, "N\t*\t*\t*\t.\t*\t*\t*\t{}\t*\n", query.label);
        return;
    }
    for (std::size_t i = 0; i < (all_hits ? query.shown : 1); ++i)
    {
        hit const & one = query.hits[i];
        bool const is_perfect = one.aligned.counts.matches == one.aligned.counts.columns;
        fmt::format_to(end, "H\t{}\t{}\t{:.1f}\t{}\t0\t0\t{}\t{}\t{}\n", one.target, query.sequence.size(),
                       one.identity, one.is_reversed ? '-' : '+', is_perfect ? "=" : align::cigar(one.aligned.path),
                       query.written_label, database.written_label(one.target));
    }
}

void append_blast6(std::string & text, answer const & query, targets const & database, bool with_no_hits)
{
    auto const end = std::back_inserter(text);
    if (query.hits.empty() && with_no_hits)
        fmt::format_to(end, "{}\t*\t0.0\t0\t0\t0\t0\t0\t0\t0\t-1\t0\n", query.label);
    for (hit const & one : query.shown_hits())
    {
        std::size_t const length = query.sequence.size();
        fmt::format_to(end, "{}\t{}\t{:.1f}\t{}\t{}\t{}\t{}\t{}\t1\t{}\t-1\t0\n", query.label,
                       database.label(one.target), one.identity, one.aligned.counts.interior_columns(),
                       one.aligned.counts.mismatches, interior_of(one.aligned).gap_openings,
                       one.is_reversed ? length : 1, one.is_reversed ? 1 : length,
                       database.sequence(one.target).size());
    }
}

void append_sam(std::string & text, answer const & query, targets const & database, bool with_no_hits)
{
    auto const end = std::back_inserter(text);
    if (query.hits.empty() && with_no_hits)
        fmt::format_to(end, "{}\t4\t*\t0\t255\t*\t*\t0\t0\t{}\t*\n", query.label, query.sequence);
    for (std::size_t i = 0; i < query.shown; ++i)
    {
        constexpr unsigned reversed = 0x10;
        constexpr unsigned secondary = 0x100;
        hit const & one = query.hits[i];
        interior const inside = interior_of(one.aligned);
        std::string_view const sequence = query.strand_of(one);
        fmt::format_to(end,
                       "{}\t{}\t{}\t1\t255\t{}\t*\t0\t0\t{}\t*\tAS:i:{:.0f}\tXN:i:0\tXM:i:{}\tXO:i:{}\tXG:i:{}\t"
                       "NM:i:{}\tMD:Z:{}\tYT:Z:UU\n",
                       query.label, (one.is_reversed ? reversed : 0U) | (i > 0 ? secondary : 0U),
                       database.label(one.target), sam_cigar(one.aligned), sequence, one.identity,
                       one.aligned.counts.mismatches, inside.gap_openings, inside.gap_columns,
                       one.aligned.counts.mismatches + inside.gap_columns,
                       sam_md(one.aligned, sequence, database.sequence(one.target)));
    }
}

} // namespace ampstream::match
