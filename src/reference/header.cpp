// SPDX-License-Identifier: BSD-3-Clause
// Forms of headers.
#include <ampstream/reference/header.hpp>

#include <algorithm>

#include <ampstream/core/label.hpp>

namespace ampstream::reference
{

namespace
{

constexpr std::string_view blanks = " \t\r";
constexpr std::string_view tax_annotation = ";tax=";
constexpr std::string_view sintax_letters = "dkpcofgs";

std::string_view trimmed(std::string_view text) noexcept
{
    std::size_t const begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

bool is_digits(std::string_view text) noexcept
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// SILVA names a sequence by accession, first and last base: `AAAH02000001.1.1479`.
bool is_silva_name(std::string_view id) noexcept
{
    std::size_t const last = id.rfind('.');
    if (last == std::string_view::npos || last == 0)
        return false;
    std::size_t const first = id.rfind('.', last - 1);
    return first != std::string_view::npos && first > 0 && is_digits(id.substr(last + 1)) &&
           is_digits(id.substr(first + 1, last - first - 1));
}

bool is_root(std::string_view name) noexcept
{
    return name == "Root" || name == "root" || name == "rootrank:Root";
}

/// `g__` of Greengenes and QIIME says that the genus is not known; `D_5__` of older SILVA files for QIIME says the
/// same.
bool is_empty_prefix(std::string_view name) noexcept
{
    if (!name.ends_with("__"))
        return false;
    name.remove_suffix(2);
    return name.size() == 1 || (name.starts_with("D_") && is_digits(name.substr(2)));
}

/// Names between ';', without a leading Root. One ';' at the end closes the lineage and names nothing.
std::vector<std::string> split_lineage(std::string_view text)
{
    std::vector<std::string> names;
    text = trimmed(text);
    if (text.ends_with(';'))
        text.remove_suffix(1);
    while (!text.empty())
    {
        std::size_t const end = std::min(text.find(';'), text.size());
        std::string_view const name = trimmed(text.substr(0, end));
        names.emplace_back(is_empty_prefix(name) ? std::string_view{} : name);
        if (end + 1 == text.size())
            names.emplace_back(); // "a;" inside: the last name is empty
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!names.empty() && is_root(names.front()))
        names.erase(names.begin());
    return names;
}

/// The part of the header that holds the lineage, for formats in which that is one piece.
std::string_view lineage_part(std::string_view header, header_format format) noexcept
{
    if (format == header_format::dada2)
        return header;
    std::size_t const cut = format == header_format::rdp || format == header_format::tabbed
                                ? header.rfind('\t')
                                : header.find_first_of(" \t");
    return cut == std::string_view::npos ? std::string_view{} : header.substr(cut + 1);
}

std::optional<parsed_header> parse_sintax(std::string_view header)
{
    std::size_t const found = header.find(tax_annotation);
    if (found == std::string_view::npos)
        return std::nullopt;
    parsed_header parsed{.id = header.substr(0, found), .names = std::vector<std::string>(sintax_ranks.size())};
    std::string_view text = header.substr(found + tax_annotation.size());
    text = text.substr(0, text.find(';'));
    while (!text.empty())
    {
        std::size_t const end = std::min(text.find(','), text.size());
        std::string_view const part = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty())
            continue;
        std::size_t const rank = sintax_letters.find(part.front());
        if (part.size() < 2 || part[1] != ':' || rank == std::string_view::npos)
            return std::nullopt;
        parsed.names[rank] = trimmed(part.substr(2));
    }
    return parsed;
}

} // namespace

std::optional<header_format> format_named(std::string_view name) noexcept
{
    auto const found = std::ranges::find(header_format_names, name);
    if (found == header_format_names.end())
        return std::nullopt;
    return static_cast<header_format>(found - header_format_names.begin());
}

std::optional<header_format> detect_format(std::string_view header) noexcept
{
    if (header.find(tax_annotation) != std::string_view::npos)
        return header_format::sintax;
    if (std::size_t const tab = header.rfind('\t'); tab != std::string_view::npos)
    {
        std::string_view const field = trimmed(header.substr(tab + 1));
        if (is_root(field.substr(0, field.find(';'))))
            return header_format::rdp;
        if (field.find(';') != std::string_view::npos)
            return header_format::tabbed;
    }
    std::string_view const label = label_of(header);
    bool const has_annotation = label.find('=') != std::string_view::npos; // ;size=12
    if (label.find(';') != std::string_view::npos && !has_annotation)
        return header_format::dada2;
    if (header.substr(label.size()).find(';') == std::string_view::npos)
        return std::nullopt;
    return is_silva_name(label) ? header_format::silva : header_format::spaced;
}

std::optional<parsed_header> parse_header(std::string_view header, header_format format)
{
    std::optional<parsed_header> parsed;
    if (format == header_format::sintax)
        parsed = parse_sintax(header);
    else
        parsed = parsed_header{.id = format == header_format::dada2 ? std::string_view{} : label_of(header),
                               .names = split_lineage(lineage_part(header, format))};
    if (parsed && format == header_format::silva && !parsed->names.empty())
        parsed->names.pop_back();
    auto const has_tab = [](std::string const & name) { return name.find('\t') != std::string::npos; };
    if (!parsed || std::ranges::all_of(parsed->names, &std::string::empty) ||
        std::ranges::any_of(parsed->names, has_tab)) // names go to tables with tabs between columns
        return std::nullopt;
    return parsed;
}

} // namespace ampstream::reference
