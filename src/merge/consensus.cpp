// SPDX-License-Identifier: BSD-3-Clause
// Column by column: agreement strengthens a base, disagreement weakens the better one.
#include "merge/consensus.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace ampstream::merge
{

namespace
{

/// The parts of a merged read: bases of the forward read alone, shared ones, bases of the reverse read alone.
struct parts
{
    parts(oriented_read const & forward, oriented_read const & reverse, std::size_t span) noexcept
        : lead{forward.bases.size() > span ? forward.bases.size() - span : 0},
          skipped{span > forward.bases.size() ? span - forward.bases.size() : 0},
          shared{std::min(forward.bases.size() - lead, reverse.bases.size() - skipped)},
          rest{reverse.bases.size() - skipped - shared}
    {
    }

    std::size_t lead;    ///< of the forward read
    std::size_t skipped; ///< of the reverse read: it hangs over
    std::size_t shared;
    std::size_t rest; ///< of the reverse read
};

/// One text per part.
struct cut_qualities
{
    cut_qualities(oriented_read const & forward,
                  oriented_read const & reverse,
                  std::size_t span,
                  consensus const & made) noexcept
        : cut{forward, reverse, span}, lead{forward.qualities.substr(0, cut.lead)},
          of_forward{forward.qualities.substr(cut.lead, cut.shared)},
          of_reverse{reverse.qualities.substr(cut.skipped, cut.shared)},
          of_both{std::string_view{made.qualities}.substr(cut.lead, cut.shared)},
          rest{reverse.qualities.substr(cut.skipped + cut.shared)}
    {
    }

    parts cut;
    std::string_view lead;
    std::string_view of_forward; ///< where they overlap
    std::string_view of_reverse;
    std::string_view of_both;
    std::string_view rest;
};

struct called_base
{
    char base;
    char quality;
};

/// N gives way to the other read's base; equal qualities favour the reverse read.
called_base call(char x, char qx, char y, char qy, quality_tables const & tables) noexcept
{
    if (y == 'N')
        return {x, qx};
    if (x == 'N')
        return {y, qy};
    if (x == y)
        return {x, tables.agreement(qx, qy)};
    if (qx > qy)
        return {x, tables.disagreement(qx, qy)};
    return {y, tables.disagreement(qy, qx)};
}

/// The columns where both reads have a base.
struct columns
{
    char const * x;
    char const * qx;
    char const * y;
    char const * qy;
    std::size_t count;
    char * base;
    char * quality;
};

void call_column(columns const & both, std::size_t i, quality_tables const & tables, consensus & merged) noexcept
{
    auto const [base, quality] = call(both.x[i], both.qx[i], both.y[i], both.qy[i], tables);
    merged.forward_differences += base != both.x[i];
    merged.reverse_differences += base != both.y[i];
    both.base[i] = base;
    both.quality[i] = quality;
}

/// Without N: all columns as if they agreed, then those that do not.
void call_plain_columns(columns const & both, quality_tables const & tables, consensus & merged) noexcept
{
    constexpr std::size_t width = sizeof(std::uint64_t);
    std::copy_n(both.x, both.count, both.base);
    char const * const qx = both.qx; // `both` could be what the loop writes to, for all the compiler knows
    char const * const qy = both.qy;
    char * const quality = both.quality;
    for (std::size_t i = 0, count = both.count; i < count; ++i)
        quality[i] = tables.agreement(qx[i], qy[i]);
    std::size_t i = 0;
    for (; i + width <= both.count; i += width)
    {
        std::uint64_t x{};
        std::uint64_t y{};
        std::memcpy(&x, both.x + i, width);
        std::memcpy(&y, both.y + i, width);
        if (x != y)
            for (std::size_t j = i; j < i + width; ++j)
                if (both.x[j] != both.y[j])
                    call_column(both, j, tables, merged);
    }
    for (; i < both.count; ++i)
        if (both.x[i] != both.y[i])
            call_column(both, i, tables, merged);
}

double add_in_order(double sum, std::string_view qualities, quality_tables const & tables) noexcept
{
    for (char const quality : qualities)
        sum += tables.error_of(quality);
    return sum;
}

} // namespace

void build_consensus(oriented_read const & forward,
                     oriented_read const & reverse,
                     std::size_t span,
                     quality_tables const & tables,
                     consensus & merged)
{
    parts const cut{forward, reverse, span};
    std::size_t const length = cut.lead + cut.shared + cut.rest;
    merged.bases.resize(length);
    merged.qualities.resize(length);
    merged.forward_differences = 0;
    merged.reverse_differences = 0;
    std::copy_n(forward.bases.data(), cut.lead, merged.bases.data());
    std::copy_n(forward.qualities.data(), cut.lead, merged.qualities.data());

    columns const both{forward.bases.data() + cut.lead,
                       forward.qualities.data() + cut.lead,
                       reverse.bases.data() + cut.skipped,
                       reverse.qualities.data() + cut.skipped,
                       cut.shared,
                       merged.bases.data() + cut.lead,
                       merged.qualities.data() + cut.lead};
    if (forward.is_plain && reverse.is_plain)
        call_plain_columns(both, tables, merged);
    else
        for (std::size_t i = 0; i < both.count; ++i)
            call_column(both, i, tables, merged);

    std::size_t const tail = cut.skipped + cut.shared;
    std::copy_n(reverse.bases.data() + tail, cut.rest, merged.bases.data() + cut.lead + cut.shared);
    std::copy_n(reverse.qualities.data() + tail, cut.rest, merged.qualities.data() + cut.lead + cut.shared);
}

expected_errors<double> sum_errors(oriented_read const & forward,
                                   oriented_read const & reverse,
                                   std::size_t span,
                                   quality_tables const & tables,
                                   consensus const & merged) noexcept
{
    cut_qualities const qualities{forward, reverse, span, merged};
    double const lead = add_in_order(0.0, qualities.lead, tables);
    return {add_in_order(lead, qualities.of_forward, tables),
            add_in_order(add_in_order(0.0, qualities.of_reverse, tables), qualities.rest, tables),
            add_in_order(add_in_order(lead, qualities.of_both, tables), qualities.rest, tables)};
}

expected_errors<error_sum> count_errors(oriented_read const & forward,
                                        oriented_read const & reverse,
                                        std::size_t span,
                                        quality_tables const & tables,
                                        consensus const & merged) noexcept
{
    cut_qualities const qualities{forward, reverse, span, merged};
    bool const are_usual = std::max({forward.highest_quality, reverse.highest_quality, tables.highest_made()}) <
                           quality_offset + static_cast<char>(quality_tables::quick_levels);
    auto const count = [&](std::string_view text)
    { return are_usual ? tables.count_errors_quickly(text) : tables.count_errors(text); };
    std::uint64_t const lead = count(qualities.lead);
    std::uint64_t const rest = count(qualities.rest);
    return {error_sum{lead + count(qualities.of_forward)}, error_sum{count(qualities.of_reverse) + rest},
            error_sum{lead + count(qualities.of_both) + rest}};
}

} // namespace ampstream::merge
