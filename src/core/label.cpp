// SPDX-License-Identifier: BSD-3-Clause
// Reading and writing `;size=N`.
#include <ampstream/core/label.hpp>

#include <charconv>

#include <fmt/format.h>

namespace ampstream
{

std::optional<size_annotation> find_size(std::string_view label) noexcept
{
    constexpr std::string_view key = "size=";
    for (std::size_t at = label.find(key); at != std::string_view::npos; at = label.find(key, at + 1))
    {
        if (at != 0 && label[at - 1] != ';')
            continue;
        char const * const first = label.data() + at + key.size();
        char const * const last = label.data() + label.size();
        std::int64_t number{};
        auto const [stop, status] = std::from_chars(first, last, number);
        if (status != std::errc{} || number <= 0 || (stop != last && *stop != ';'))
            continue;
        return size_annotation{at == 0 ? 0 : at - 1, static_cast<std::size_t>(stop - label.data()),
                               static_cast<std::uint64_t>(number)};
    }
    return std::nullopt;
}

std::uint64_t abundance_of(std::string_view label) noexcept
{
    auto const found = find_size(label);
    return found ? found->abundance : 1;
}

std::string without_size(std::string_view label)
{
    auto const found = find_size(label);
    if (!found)
        return std::string{label};
    std::string result{label.substr(0, found->begin)};
    std::string_view rest = label.substr(found->end);
    if (result.empty() && !rest.empty())
        rest.remove_prefix(1);
    if (rest == ";")
        rest = {};
    return result.append(rest);
}

std::string with_size(std::string_view label, std::uint64_t abundance)
{
    std::string result = without_size(label);
    if (result.empty() || result.back() != ';')
        result += ';';
    return result + fmt::format("size={}", abundance);
}

} // namespace ampstream
