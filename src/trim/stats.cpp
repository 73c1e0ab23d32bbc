// SPDX-License-Identifier: BSD-3-Clause
// Sums of counts.
#include <ampstream/trim/stats.hpp>

#include <algorithm>
#include <numeric>

namespace ampstream::trim
{

void primer_stats::count(primer_match const & match, std::size_t primer_size, std::size_t distance)
{
    if (match.aligned < primer_size)
        ++partial;
    else
        ++whole_by_errors[std::min<std::size_t>(match.errors, whole_by_errors.size() - 1)];
    if (distance == 0)
        ++at_end;
}

std::uint64_t primer_stats::found() const noexcept
{
    return std::accumulate(whole_by_errors.begin(), whole_by_errors.end(), partial);
}

primer_stats & primer_stats::operator+=(primer_stats const & other) noexcept
{
    for (std::size_t i = 0; i < whole_by_errors.size(); ++i)
        whole_by_errors[i] += other.whole_by_errors[i];
    partial += other.partial;
    at_end += other.at_end;
    read_through += other.read_through;
    return *this;
}

stats & stats::operator+=(stats const & other) noexcept
{
    reads += other.reads;
    kept += other.kept;
    no_forward += other.no_forward;
    no_reverse += other.no_reverse;
    no_primer += other.no_primer;
    too_short += other.too_short;
    untrimmed += other.untrimmed;
    turned += other.turned;
    bases += other.bases;
    bases_kept += other.bases_kept;
    forward += other.forward;
    reverse += other.reverse;
    return *this;
}

} // namespace ampstream::trim
