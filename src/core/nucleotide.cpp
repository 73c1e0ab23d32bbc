// SPDX-License-Identifier: BSD-3-Clause
// Reverse complement of a whole sequence.
#include <ampstream/core/nucleotide.hpp>

#include <algorithm>

namespace ampstream
{

std::string reverse_complement(std::string_view sequence)
{
    std::string result(sequence.rbegin(), sequence.rend());
    std::transform(result.begin(), result.end(), result.begin(), complement);
    return result;
}

} // namespace ampstream
