// SPDX-License-Identifier: BSD-3-Clause
// Counts of an alignment, identities, CIGAR.
#include <ampstream/align/alignment.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace ampstream::align
{

double identity(statistics const & counts, identity_definition definition) noexcept
{
    auto const percent = [](std::uint32_t part, std::uint32_t whole)
    { return whole == 0 ? 0.0 : 100.0 * part / whole; };
    switch (definition)
    {
    case identity_definition::shortest:
        return percent(counts.matches, counts.shortest);
    case identity_definition::interior:
        return percent(counts.matches, counts.interior_columns());
    case identity_definition::openings:
        return counts.longest == 0
                   ? 0.0
                   : std::max(0.0, 100.0 * (1.0 - 1.0 * (counts.mismatches + counts.gaps) / counts.longest));
    case identity_definition::all:
    case identity_definition::blast:
        break;
    }
    return percent(counts.matches, counts.columns);
}

std::string cigar(std::span<run const> path)
{
    std::string text;
    for (run const & one : path)
    {
        if (one.length > 1)
        {
            fmt::format_int const number{one.length};
            text.append(number.data(), number.size());
        }
        text += static_cast<char>(one.kind);
    }
    return text;
}

statistics count_columns(std::span<run const> path,
                         std::span<std::uint8_t const> query,
                         std::span<std::uint8_t const> target) noexcept
{
    statistics counts;
    counts.shortest = static_cast<std::uint32_t>(std::min(query.size(), target.size()));
    counts.longest = static_cast<std::uint32_t>(std::max(query.size(), target.size()));
    std::size_t i = 0;
    std::size_t j = 0;
    for (run const & one : path)
    {
        counts.columns += one.length;
        if (one.kind != column::match)
        {
            ++counts.gaps;
            (one.kind == column::query_only ? i : j) += one.length;
            continue;
        }
        std::uint32_t matches = 0;
        for (std::uint32_t k = 0; k < one.length; ++k)
            matches += (query[i + k] & target[j + k]) != 0 ? 1U : 0U;
        counts.matches += matches;
        counts.mismatches += one.length - matches;
        i += one.length;
        j += one.length;
    }
    if (!path.empty() && path.front().kind != column::match)
        counts.left_columns = path.front().length;
    if (path.size() > 1 && path.back().kind != column::match)
        counts.right_columns = path.back().length;
    return counts;
}

} // namespace ampstream::align
