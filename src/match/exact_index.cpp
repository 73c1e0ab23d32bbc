// SPDX-License-Identifier: BSD-3-Clause
// Looking sequences up.
#include <ampstream/match/exact_index.hpp>

#include <cctype>

namespace ampstream::match
{

namespace
{

std::string normalized(std::string_view sequence)
{
    std::string text{sequence};
    for (char & letter : text)
    {
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        if (letter == 'U')
            letter = 'T';
    }
    return text;
}

} // namespace

void exact_index::add(std::string_view sequence, std::uint32_t number)
{
    numbers_[normalized(sequence)].push_back(number);
}

std::span<std::uint32_t const> exact_index::find(std::string_view sequence) const
{
    auto const found = numbers_.find(normalized(sequence));
    return found == numbers_.end() ? std::span<std::uint32_t const>{} : std::span{found->second};
}

} // namespace ampstream::match
