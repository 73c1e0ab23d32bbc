// SPDX-License-Identifier: BSD-3-Clause
// Rows of species.
#include <ampstream/species/species_table.hpp>

#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ampstream::species
{

namespace
{

constexpr std::string_view no_name = "NA"; // what R reads as missing

} // namespace

std::string species_header()
{
    return "id\tgenus\tspecies\tmismatches\tstrand\treferences\tstatus\n";
}

std::string species_text(assignment const & one)
{
    std::string text;
    for (species_name const & name : one.species)
        text.append(text.empty() ? "" : "/").append(name.text());
    return text.empty() ? std::string{no_name} : text;
}

void append_row(std::string & text, std::string_view id, assignment const & one)
{
    bool const fits = one.references > 0;
    std::string const genera =
        one.genera.empty() || one.hides_genera ? std::string{no_name} : fmt::format("{}", fmt::join(one.genera, "/"));
    fmt::format_to(std::back_inserter(text), "{}\t{}\t{}\t{}\t{}\t{}\t{}\n", id, genera, species_text(one),
                   fits ? std::to_string(one.mismatches) : std::string{no_name},
                   !fits             ? no_name
                   : one.is_reversed ? std::string_view{"-"}
                                     : std::string_view{"+"},
                   one.references, name_of(one.why));
}

} // namespace ampstream::species
