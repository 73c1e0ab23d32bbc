// SPDX-License-Identifier: BSD-3-Clause
// Reading .uc lines and labels.
#include <ampstream/table/uc_record.hpp>

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>

namespace ampstream::table
{

namespace
{

constexpr std::size_t columns = 10;

/// The columns, or nullopt if there are not ten.
std::optional<std::array<std::string_view, columns>> split(std::string_view line)
{
    std::array<std::string_view, columns> parts{};
    for (std::size_t i = 0; i < columns; ++i)
    {
        std::size_t const tab = line.find('\t');
        if ((tab == std::string_view::npos) != (i + 1 == columns))
            return std::nullopt;
        parts[i] = line.substr(0, tab);
        line.remove_prefix(std::min(parts[i].size() + 1, line.size()));
    }
    return parts;
}

/// Value of the annotation `key` (with its '='): after the start or a ';', up to a ';' or the end.
struct annotation
{
    std::size_t at{std::string_view::npos};
    std::string_view value{};
};

annotation find_annotation(std::string_view label, std::string_view key) noexcept
{
    for (std::size_t at = label.find(key); at != std::string_view::npos; at = label.find(key, at + 1))
        if (at == 0 || label[at - 1] == ';')
        {
            std::string_view const rest = label.substr(at + key.size());
            return {at, rest.substr(0, rest.find(';'))};
        }
    return {};
}

} // namespace

std::optional<uc_record> parse_uc(std::string_view line, input_location const & where)
{
    if (line.empty() || line.front() == '#')
        return std::nullopt;
    auto const parts = split(line);
    constexpr std::string_view types = "SHCNLDR";
    if (!parts || (*parts)[0].size() != 1 || types.find((*parts)[0].front()) == std::string_view::npos)
        throw input_error{
            where,
            {.expected = "a .uc record: a type (one of S H C N L D R) and nine more tab-separated columns",
             .found = fmt::format("\"{}\"", line.substr(0, 60)),
             .advice = "Give the file that 'ampstream cluster --uc' or 'ampstream derep --uc' wrote."}};
    std::string_view const type = (*parts)[0];
    std::string_view const label = label_of((*parts)[8]);
    if (type == "S")
        return uc_record{uc_kind::centroid, label, label};
    if (type == "H")
        return uc_record{uc_kind::member, label, label_of((*parts)[9])};
    if (type == "C")
        return uc_record{uc_kind::summary, label, label};
    return std::nullopt;
}

std::optional<std::string_view> sample_of(std::string_view label, char separator) noexcept
{
    annotation const sample = find_annotation(label, "sample=");
    annotation const barcode = find_annotation(label, "barcodelabel=");
    annotation const & said = sample.at <= barcode.at ? sample : barcode;
    if (said.at != std::string_view::npos)
        return said.value.empty() ? std::nullopt : std::optional{said.value};
    std::string_view const name = label.substr(0, label.find(';'));
    std::size_t const end = name.rfind(separator);
    if (end == std::string_view::npos || end == 0)
        return std::nullopt;
    return name.substr(0, end);
}

std::string_view row_name_of(std::string_view label) noexcept
{
    annotation const said = find_annotation(label, "otu=");
    return said.at != std::string_view::npos ? said.value : label.substr(0, label.find(';'));
}

std::string identity_of(std::string_view label)
{
    return without_annotations(label, true, false);
}

} // namespace ampstream::table
