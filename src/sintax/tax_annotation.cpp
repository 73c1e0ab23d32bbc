// SPDX-License-Identifier: BSD-3-Clause
// Taking annotations apart.
#include <ampstream/sintax/tax_annotation.hpp>

#include <algorithm>

namespace ampstream::sintax
{

names_by_rank names_of(std::string_view header)
{
    constexpr std::string_view key = "tax=";
    std::size_t at = header.find(key);
    while (at != std::string_view::npos && at != 0 && header[at - 1] != ';')
        at = header.find(key, at + 1);
    names_by_rank names;
    if (at == std::string_view::npos)
        return names;
    std::string_view text = header.substr(at + key.size());
    text = text.substr(0, text.find(';'));
    while (!text.empty())
    {
        std::string_view const piece = text.substr(0, text.find(','));
        text.remove_prefix(std::min(piece.size() + 1, text.size()));
        if (piece.size() < 2 || piece[1] != ':')
            continue;
        if (std::size_t const rank = rank_letters.find(piece[0]); rank != std::string_view::npos)
            names[rank] = piece.substr(2);
    }
    return names;
}

} // namespace ampstream::sintax
