// SPDX-License-Identifier: BSD-3-Clause
// Sums of read statistics.
#include <ampstream/simulate/stats.hpp>

namespace ampstream::simulate
{

read_stats & read_stats::operator+=(read_stats const & other) noexcept
{
    pairs += other.pairs;
    chimeric += other.chimeric;
    contaminant += other.contaminant;
    flipped += other.flipped;
    read_through += other.read_through;
    pcr_errors += other.pcr_errors;
    read_errors += other.read_errors;
    return *this;
}

} // namespace ampstream::simulate
