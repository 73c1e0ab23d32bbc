// SPDX-License-Identifier: BSD-3-Clause
// Reading limits.
#include <ampstream/eestats/options.hpp>

#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>

namespace ampstream::eestats
{

namespace
{

std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;)
    {
        std::size_t const end = text.find(',', begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos)
            return parts;
        begin = end + 1;
    }
}

template <typename number_t>
std::optional<number_t> number_of(std::string_view text)
{
    number_t number{};
    auto const [stop, status] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (status != std::errc{} || stop != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace

void options::validate() const
{
    options copy = *this;
    check_ranges(describe(copy));
    if (qmin > qmax)
        throw usage_error{fmt::format("--qmin is {} and --qmax {}; the lower must not be larger", qmin, qmax)};
    (void)lengths();
    (void)errors();
}

length_cutoffs options::lengths() const
{
    auto const wrong = [this]
    {
        return usage_error{fmt::format("--length_cutoffs is \"{}\"; it must be three numbers joined by ',': shortest "
                                       "length, longest (or *), step, from 1 up",
                                       length_cutoffs)};
    };
    auto const parts = split(length_cutoffs);
    if (parts.size() != 3)
        throw wrong();
    auto const first = number_of<std::uint32_t>(parts[0]); // 32 bits: sums of lengths cannot overflow
    auto const last = number_of<std::uint32_t>(parts[1]);
    auto const step = number_of<std::uint32_t>(parts[2]);
    if (!first || *first == 0 || !step || *step == 0 || (!last && parts[1] != "*") || (last && *last < *first))
        throw wrong();
    return {*first, last, *step};
}

std::vector<double> options::errors() const
{
    std::vector<double> cutoffs;
    for (std::string_view const part : split(ee_cutoffs))
    {
        auto const number = number_of<double>(part);
        if (!number || !(*number > 0.0))
            throw usage_error{
                fmt::format("--ee_cutoffs is \"{}\"; it must be numbers above 0 joined by ','", ee_cutoffs)};
        cutoffs.push_back(*number);
    }
    return cutoffs;
}

option_list describe(options & chosen)
{
    return {{.name = "length_cutoffs",
             .value = &chosen.length_cutoffs,
             .help = "Lengths of --output2: shortest, longest (* for the longest read), step",
             .unit = "bases",
             .counterpart = "vsearch --length_cutoffs"},
            {.name = "ee_cutoffs",
             .value = &chosen.ee_cutoffs,
             .help = "Expected errors of --output2, joined by ','",
             .unit = "errors",
             .counterpart = "vsearch --ee_cutoffs"},
            {.name = "qmin",
             .value = &chosen.qmin,
             .help = "Lowest legal quality",
             .unit = "Phred",
             .highest = 93.0,
             .counterpart = "vsearch --fastq_qmin",
             .alias = "fastq_qmin"},
            {.name = "qmax",
             .value = &chosen.qmax,
             .help = "Highest legal quality",
             .unit = "Phred",
             .highest = 93.0,
             .counterpart = "vsearch --fastq_qmax",
             .alias = "fastq_qmax"}};
}

} // namespace ampstream::eestats
