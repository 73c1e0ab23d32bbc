// SPDX-License-Identifier: BSD-3-Clause
// Sequences by chance.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <ampstream/core/random.hpp>

namespace ampstream::testing
{

/// So many of `letters`, each as likely as the others.
inline std::string draw(random_stream & stream, std::size_t length, std::string_view letters = "ACGT")
{
    std::string text(length, ' ');
    for (char & letter : text)
        letter = letters[stream.below(letters.size())];
    return text;
}

} // namespace ampstream::testing
