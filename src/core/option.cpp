// SPDX-License-Identifier: BSD-3-Clause
// Range checks and printing of options.
#include <ampstream/core/option.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <type_traits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>

namespace ampstream
{

namespace
{

std::string range_text(option const & one)
{
    bool const has_lowest = one.lowest > std::numeric_limits<double>::lowest();
    bool const has_highest = one.highest < std::numeric_limits<double>::max();
    if (has_lowest && has_highest)
        return fmt::format("from {} to {}", one.lowest, one.highest);
    return has_lowest ? fmt::format("of at least {}", one.lowest) : fmt::format("of at most {}", one.highest);
}

void check_number(option const & one, double value)
{
    if (value >= one.lowest && value <= one.highest)
        return;
    throw usage_error{fmt::format("--{} is {}; it takes a value {}{}{}", one.name, value, range_text(one),
                                  one.unit.empty() ? "" : " ", one.unit)};
}

void check_choice(option const & one, std::string const & value)
{
    if (one.choices.empty() || std::ranges::find(one.choices, value) != one.choices.end())
        return;
    throw usage_error{fmt::format("--{} is '{}'; it takes one of {}", one.name, value, fmt::join(one.choices, ", "))};
}

[[noreturn]] void reject(option const & one, std::string_view text, std::string_view expected)
{
    throw usage_error{fmt::format("--{} is '{}'; it takes {}", one.name, text, expected)};
}

template <typename number_t>
number_t parse_number(option const & one, std::string_view text)
{
    number_t number{};
    auto const [stop, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status != std::errc{} || stop != text.data() + text.size())
        reject(one, text, std::is_floating_point_v<number_t> ? "a number" : "a whole number");
    return number;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> items;
    for (std::size_t begin = 0; begin <= text.size() && !text.empty();)
    {
        std::size_t const end = std::min(text.find(',', begin), text.size());
        items.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return items;
}

} // namespace

void set_value(option const & one, std::string_view text)
{
    std::visit(
        [&](auto * value)
        {
            using value_t = std::remove_cvref_t<decltype(*value)>;
            if constexpr (std::is_same_v<value_t, bool>)
            {
                if (text != "true" && text != "false")
                    reject(one, text, "true or false");
                *value = text == "true";
            }
            else if constexpr (std::is_same_v<value_t, std::string>)
                *value = text;
            else if constexpr (std::is_same_v<value_t, std::vector<std::string>>)
                *value = split(text);
            else if constexpr (std::is_arithmetic_v<value_t>)
                *value = parse_number<value_t>(one, text);
            else if (text == "unset")
                value->reset();
            else
                *value = parse_number<typename value_t::value_type>(one, text);
        },
        one.value);
}

void append(option_list & list, option_list more)
{
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void check_ranges(option_list const & options)
{
    for (option const & one : options)
        std::visit(
            [&one](auto const * value)
            {
                using value_t = std::remove_cvref_t<decltype(*value)>;
                if constexpr (std::is_same_v<value_t, std::string>)
                    check_choice(one, *value);
                else if constexpr (std::is_same_v<value_t, std::vector<std::string>> || std::is_same_v<value_t, bool>)
                    return;
                else if constexpr (std::is_arithmetic_v<value_t>)
                    check_number(one, static_cast<double>(*value));
                else if (value->has_value())
                    check_number(one, static_cast<double>(**value));
            },
            one.value);
}

std::string value_text(option const & one)
{
    return std::visit(
        [](auto const * value) -> std::string
        {
            using value_t = std::remove_cvref_t<decltype(*value)>;
            if constexpr (std::is_same_v<value_t, std::vector<std::string>>)
                return fmt::format("{}", fmt::join(*value, ","));
            else if constexpr (std::is_arithmetic_v<value_t> || std::is_same_v<value_t, std::string>)
                return fmt::format("{}", *value);
            else
                return value->has_value() ? fmt::format("{}", **value) : "unset";
        },
        one.value);
}

} // namespace ampstream
