// SPDX-License-Identifier: BSD-3-Clause
// Column by column: agreement strengthens a base, disagreement weakens the better one.
#include "merge/consensus.hpp"

#include <algorithm>

namespace ampstream::merge
{

namespace
{

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

} // namespace

void build_consensus(oriented_read const & forward,
                     oriented_read const & reverse,
                     std::size_t span,
                     quality_tables const & tables,
                     consensus & merged)
{
    std::size_t const forward_length = forward.bases.size();
    std::size_t const reverse_length = reverse.bases.size();
    std::size_t const lead = forward_length > span ? forward_length - span : 0;
    std::size_t const skipped = span > forward_length ? span - forward_length : 0; // of the reverse read: it hangs over
    std::size_t const shared = std::min(forward_length - lead, reverse_length - skipped);
    std::size_t const tail = skipped + shared; // where the reverse read goes on alone
    std::size_t const length = lead + reverse_length - skipped;
    merged.bases.resize(length);
    merged.qualities.resize(length);

    double errors = 0.0;
    std::copy_n(forward.bases.data(), lead, merged.bases.data());
    std::copy_n(forward.qualities.data(), lead, merged.qualities.data());
    for (std::size_t i = 0; i < lead; ++i)
        errors += tables.error_of(forward.qualities[i]);
    double forward_errors = errors;
    double reverse_errors = 0.0;

    std::uint32_t forward_differences = 0;
    std::uint32_t reverse_differences = 0;
    for (std::size_t i = 0; i < shared; ++i)
    {
        char const x = forward.bases[lead + i];
        char const y = reverse.bases[skipped + i];
        char const qx = forward.qualities[lead + i];
        char const qy = reverse.qualities[skipped + i];
        auto const [base, quality] = call(x, qx, y, qy, tables);
        forward_differences += base != x;
        reverse_differences += base != y;
        merged.bases[lead + i] = base;
        merged.qualities[lead + i] = quality;
        errors += tables.error_of(quality);
        forward_errors += tables.error_of(qx);
        reverse_errors += tables.error_of(qy);
    }

    std::size_t const rest = reverse_length - tail;
    std::copy_n(reverse.bases.data() + tail, rest, merged.bases.data() + lead + shared);
    std::copy_n(reverse.qualities.data() + tail, rest, merged.qualities.data() + lead + shared);
    for (std::size_t i = tail; i < reverse_length; ++i)
    {
        double const error = tables.error_of(reverse.qualities[i]);
        errors += error;
        reverse_errors += error;
    }
    merged.merged_errors = errors;
    merged.forward_errors = forward_errors;
    merged.reverse_errors = reverse_errors;
    merged.forward_differences = forward_differences;
    merged.reverse_differences = reverse_differences;
}

} // namespace ampstream::merge
