// SPDX-License-Identifier: BSD-3-Clause
// Character checks without branches in the loop.
#include "io/validity.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

#include <ampstream/core/nucleotide.hpp>

namespace ampstream::io::detail
{

namespace
{

/// Sixteen characters at once: a vector extension of GCC and Clang, SSE2 on x86-64, NEON on ARM.
using sixteen [[gnu::vector_size(16)]] = signed char;

sixteen load(char const * text) noexcept
{
    sixteen characters;
    std::memcpy(&characters, text, sizeof characters);
    return characters;
}

/// Does `is_legal`, which answers all bits set or none for each of sixteen characters, hold for the whole text?
/// Precondition: at least sixteen characters. The last sixteen overlap those before.
template <typename check_t>
bool holds_everywhere(std::string_view text, check_t && is_legal) noexcept
{
    char const * const last = text.data() + text.size() - sizeof(sixteen);
    sixteen answer = is_legal(load(last));
    for (char const * place = text.data(); place < last; place += sizeof(sixteen))
        answer &= is_legal(load(place));
    std::uint64_t halves[2];
    std::memcpy(halves, &answer, sizeof halves);
    return (halves[0] & halves[1]) == std::numeric_limits<std::uint64_t>::max();
}

} // namespace

bool are_nucleotides(std::string_view text) noexcept
{
    // Nearly every read holds A, C, G, T and N only.
    auto const is_plain = [](sixteen letter)
    { return (letter == 'A') | (letter == 'C') | (letter == 'G') | (letter == 'T') | (letter == 'N'); };
    if (text.size() >= sizeof(sixteen) && holds_everywhere(text, is_plain))
        return true;
    return find_foreign_letter(text) == std::string_view::npos;
}

bool are_qualities(std::string_view text) noexcept
{
    auto const is_quality = [](sixteen letter) { return (letter >= '!') & (letter <= '~'); };
    if (text.size() >= sizeof(sixteen))
        return holds_everywhere(text, is_quality);
    return find_foreign_quality(text) == std::string_view::npos;
}

std::size_t find_foreign_letter(std::string_view text) noexcept
{
    auto const found = std::find_if(text.begin(), text.end(), [](char letter) { return nucleotide_set(letter) == 0; });
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

std::size_t find_foreign_quality(std::string_view text) noexcept
{
    auto const found = std::find_if(text.begin(), text.end(), [](char letter) { return letter < '!' || letter > '~'; });
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

} // namespace ampstream::io::detail
