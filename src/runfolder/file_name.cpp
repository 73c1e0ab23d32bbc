// SPDX-License-Identifier: BSD-3-Clause
// Reads names from their end: the end is what the instrument's software adds, the rest belongs to the user.
#include <ampstream/runfolder/file_name.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace ampstream::runfolder
{

namespace
{

constexpr bool is_digit(char letter) noexcept
{
    return letter >= '0' && letter <= '9';
}

constexpr char lower(char letter) noexcept
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
}

bool ends_with_ignoring_case(std::string_view text, std::string_view ending) noexcept
{
    return text.size() >= ending.size() &&
           std::equal(ending.begin(), ending.end(), text.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [](char expected, char found) { return expected == lower(found); });
}

/// Takes `_` + prefix + digits off the end. `digits` is how many there must be, 0 for any number.
std::optional<std::uint32_t> take_number(std::string_view & stem, std::string_view prefix, std::size_t digits)
{
    std::size_t begin = stem.size();
    while (begin != 0 && is_digit(stem[begin - 1]))
        --begin;
    std::size_t const count = stem.size() - begin;
    if (count == 0 || (digits != 0 && count != digits) || !stem.substr(0, begin).ends_with(prefix))
        return std::nullopt;
    std::uint32_t number = 0;
    if (std::from_chars(stem.data() + begin, stem.data() + stem.size(), number).ec != std::errc{})
        return std::nullopt;
    stem.remove_suffix(count + prefix.size());
    return number;
}

/// Takes `_R1`, `.R1`, `_I1` off the end.
std::optional<read_kind> take_read(std::string_view & stem)
{
    if (stem.size() < 3 || !is_digit(stem.back()) || stem.back() == '0')
        return std::nullopt;
    char const separator = stem[stem.size() - 3];
    char const letter = lower(stem[stem.size() - 2]);
    char const number = stem.back();
    if ((separator != '_' && separator != '.') || (letter != 'r' && letter != 'i'))
        return std::nullopt;
    stem.remove_suffix(3);
    if (letter == 'i')
        return read_kind::index;
    return number == '1' ? read_kind::forward : number == '2' ? read_kind::reverse : read_kind::further;
}

} // namespace

std::optional<file_name> parse_stem(std::string_view stem)
{
    file_name parts{};
    std::string_view rest = stem;
    std::optional<std::uint32_t> const set = take_number(rest, "_", 3);
    std::optional<read_kind> kind = take_read(rest);
    if (set && kind)
        parts.set = *set;
    if (!kind) // no number behind it, or that number was the name's own
    {
        rest = stem;
        kind = take_read(rest);
    }
    if (kind)
    {
        std::optional<std::uint32_t> const lane = take_number(rest, "_L", 3);
        parts.lane = lane.value_or(0);
        if (lane || parts.set != 0)
            parts.sheet_number = take_number(rest, "_S", 0);
    }
    else if (stem.ends_with("_1") || stem.ends_with("_2"))
    {
        kind = stem.back() == '1' ? read_kind::forward : read_kind::reverse;
        rest = stem.substr(0, stem.size() - 2);
    }
    if (!kind || rest.empty())
        return std::nullopt;
    parts.kind = *kind;
    parts.sample = rest;
    return parts;
}

std::optional<fastq_extension> split_fastq_extension(std::string_view name)
{
    fastq_extension parts{};
    for (std::string_view const compression : {"gz", "bgz", "bz2", "xz", "zst", "zip", "lz4"})
        if (ends_with_ignoring_case(name, compression) && name.size() > compression.size() &&
            name[name.size() - compression.size() - 1] == '.')
        {
            parts.compression = compression;
            name.remove_suffix(compression.size() + 1);
            break;
        }
    for (std::string_view const format : {".fastq", ".fq"})
        if (ends_with_ignoring_case(name, format))
        {
            parts.stem = name.substr(0, name.size() - format.size());
            return parts;
        }
    return std::nullopt;
}

} // namespace ampstream::runfolder
