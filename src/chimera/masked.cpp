// SPDX-License-Identifier: BSD-3-Clause
// Masking told by case.
#include "chimera/masked.hpp"

#include <algorithm>

namespace ampstream::chimera
{

std::string masked(std::string_view sequence, kmer::masking how)
{
    std::string copy{sequence};
    kmer::apply(how, copy);
    if (how == kmer::masking::none)
        std::ranges::transform(copy, copy.begin(),
                               [](char letter) {
                                   return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                                         : letter;
                               });
    return copy;
}

} // namespace ampstream::chimera
