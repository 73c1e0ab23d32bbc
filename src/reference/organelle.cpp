// SPDX-License-Identifier: BSD-3-Clause
// Names of organelles.
#include <ampstream/reference/organelle.hpp>

#include <algorithm>

namespace ampstream::reference
{

namespace
{

char lower(char letter) noexcept
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

} // namespace

bool is_same_name(std::string_view one, std::string_view other) noexcept
{
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::string_view without_prefix(std::string_view name) noexcept
{
    if (name.size() >= 3 && name[1] == '_' && name[2] == '_')
        return name.substr(3);
    if (!name.starts_with("D_"))
        return name;
    std::size_t const end = name.find_first_not_of("0123456789", 2); // D_12__
    bool const has_number = end != std::string_view::npos && end > 2 && name.substr(end).starts_with("__");
    return has_number ? name.substr(end + 2) : name;
}

organelle organelle_of(lineage const & names) noexcept
{
    for (std::string_view const name : names)
    {
        std::string_view const bare = without_prefix(name);
        if (is_same_name(bare, "chloroplast"))
            return organelle::chloroplast;
        if (is_same_name(bare, "mitochondria"))
            return organelle::mitochondria;
    }
    return organelle::none;
}

} // namespace ampstream::reference
