// SPDX-License-Identifier: BSD-3-Clause
// Reading species from headers.
#include <ampstream/species/names.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include <ampstream/reference/header.hpp>

namespace ampstream::species
{

namespace
{

constexpr std::string_view blanks = " \t\r";
constexpr std::size_t genus_rank = 5; ///< of a lineage that begins with the domain
constexpr std::size_t species_rank = 6;
constexpr std::string_view candidatus = "Candidatus";

/// Words that stand where an epithet would and say that there is none; in whatever case.
constexpr std::array<std::string_view, 27> open_names{
    "sp",           "sp.",          "spp",       "spp.",       "cf",         "cf.",
    "aff",          "aff.",         "genomosp",  "genomosp.",  "bacterium",  "archaeon",
    "symbiont",     "endosymbiont", "endophyte", "metagenome", "uncultured", "unknown",
    "unidentified", "unclassified", "organism",  "enrichment", "phage",      "environmental",
    "clone",        "group",        "na"};

bool is_lower(char letter) noexcept
{
    return letter >= 'a' && letter <= 'z';
}

bool is_upper(char letter) noexcept
{
    return letter >= 'A' && letter <= 'Z';
}

/// The next word of `text`, which loses it; empty at the end.
std::string_view next_word(std::string_view & text) noexcept
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    std::string_view const word = text.substr(0, text.find_first_of(blanks));
    text.remove_prefix(word.size());
    return word;
}

std::string_view without_prefix(std::string_view name, std::string_view prefix) noexcept
{
    return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

/// `[Clostridium]`, `"Clostridium"` and `'Clostridium'` are doubted or quoted, but Clostridium.
std::string_view without_brackets(std::string_view name) noexcept
{
    constexpr std::string_view marks = "[]\"'";
    std::size_t const begin = name.find_first_not_of(marks);
    if (begin == std::string_view::npos)
        return {};
    return name.substr(begin, name.find_last_not_of(marks) + 1 - begin);
}

/// A genus in the form of nomenclature: `Bacillus`.
bool is_latin_genus(std::string_view name) noexcept
{
    return name.size() > 1 && is_upper(name.front()) && std::ranges::all_of(name.substr(1), is_lower);
}

/// An epithet in the form of nomenclature: `subtilis`, `coli-communis`.
bool is_latin_epithet(std::string_view name) noexcept
{
    return name.size() > 1 && is_lower(name.front()) && is_lower(name.back()) &&
           std::ranges::all_of(name, [](char c) { return is_lower(c) || c == '-'; });
}

bool equals_lower(std::string_view text, std::string_view lower) noexcept
{
    return std::ranges::equal(text, lower, {},
                              [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
}

/// Does one of the words, parted by blanks or '_', leave the species open: `uncultured_bacterium`, `gut metagenome`?
bool is_open(std::string_view words) noexcept
{
    constexpr std::string_view separators = " \t\r_";
    bool has_word = false;
    for (std::size_t begin = 0; begin < words.size();)
    {
        std::size_t const end = std::min(words.find_first_of(separators, begin), words.size());
        std::string_view const word = words.substr(begin, end - begin);
        if (std::ranges::any_of(open_names, [word](std::string_view name) { return equals_lower(word, name); }))
            return true;
        has_word = has_word || !word.empty();
        begin = end + 1;
    }
    return !has_word;
}

/// Genus and epithet at the start of a text; either may come out empty.
species_name first_binomial(std::string_view text)
{
    std::string_view genus = without_brackets(next_word(text));
    std::string prefix;
    if (genus == candidatus)
    {
        prefix = std::string{candidatus} + ' ';
        genus = without_brackets(next_word(text));
    }
    return {.genus = prefix.append(genus), .epithet = std::string{without_brackets(next_word(text))}};
}

header_name named_or_open(species_name && name)
{
    if (is_open(name.genus) || is_open(name.epithet) || name.epithet == name.genus)
        return {.result = naming::unnamed};
    return {.result = naming::named, .name = std::move(name)};
}

header_name binomial_header(std::string_view header)
{
    next_word(header); // the id
    species_name name = first_binomial(header);
    if (name.genus.empty())
        return {};
    return named_or_open(std::move(name));
}

/// The organism's name is free text: only what has the form of a binomial counts.
header_name silva_header(std::string_view header, std::vector<std::string> const & names)
{
    species_name name = first_binomial(header.substr(header.rfind(';') + 1));
    std::string_view const genus = without_prefix(name.genus, std::string{candidatus} + ' ');
    if (!is_latin_genus(genus) || !is_latin_epithet(name.epithet) || is_open(name.epithet))
        return {.result = naming::unnamed};
    if (!genera_agree(genus, names.back()))
        return {.result = naming::other_genus};
    return {.result = naming::named, .name = std::move(name)};
}

/// A species at its rank may be written as `subtilis`, `Bacillus subtilis` or `Bacillus_subtilis`.
header_name ranked_name(std::string_view genus, std::string_view text)
{
    genus = without_brackets(without_prefix(genus, "g__"));
    text = without_brackets(without_prefix(text, "s__"));
    if (is_open(text))
        return {.result = naming::unnamed};
    auto const first_of = [](std::string_view words) { return std::string{next_word(words)}; };
    if (text.size() > genus.size() && text.starts_with(genus) &&
        (text[genus.size()] == ' ' || text[genus.size()] == '_'))
        return named_or_open({.genus = std::string{genus}, .epithet = first_of(text.substr(genus.size() + 1))});
    std::size_t const cut = text.find_first_of(is_upper(text.empty() ? ' ' : text.front()) ? " _" : " ");
    if (cut == std::string_view::npos || !is_upper(text.front()))
        return named_or_open({.genus = std::string{genus}, .epithet = first_of(text)});
    std::string spaced{text};
    spaced[cut] = ' ';
    species_name name = first_binomial(spaced);
    if (!genera_agree(name.genus, genus))
        return {.result = naming::other_genus};
    return named_or_open(std::move(name));
}

/// What `genera_agree` compares.
std::string_view core_of(std::string_view part) noexcept
{
    part = without_brackets(part);
    if (part.size() > candidatus.size() && part.starts_with(candidatus) &&
        (part[candidatus.size()] == ' ' || part[candidatus.size()] == '_'))
        part.remove_prefix(candidatus.size() + 1);
    part = without_brackets(part);
    return without_brackets(part.substr(0, part.find_first_of(" _")));
}

std::vector<std::string_view> genus_parts(std::string_view name)
{
    std::vector<std::string_view> parts;
    name = without_prefix(name, "g__");
    while (!name.empty())
    {
        std::size_t const end = std::min(name.find_first_of("/-"), name.size());
        if (std::string_view const part = core_of(name.substr(0, end)); !part.empty())
            parts.push_back(part);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return parts;
}

} // namespace

std::optional<name_form> form_named(std::string_view name) noexcept
{
    auto const found = std::ranges::find(form_names, name);
    if (found == form_names.end())
        return std::nullopt;
    return static_cast<name_form>(found - form_names.begin());
}

std::optional<name_form> detect_form(std::string_view header) noexcept
{
    if (auto const lineage = reference::detect_format(header))
        return form_named(reference::name_of(*lineage));
    next_word(header);
    next_word(header);
    if (next_word(header).empty())
        return std::nullopt;
    return name_form::binomial;
}

header_name species_of(std::string_view header, name_form form)
{
    if (form == name_form::binomial)
        return binomial_header(header);
    auto const parsed = reference::parse_header(
        header, reference::format_named(name_of(form)).value_or(reference::header_format::spaced));
    if (!parsed.has_value())
        return {};
    std::vector<std::string> const & names = parsed->names;
    if (form == name_form::silva)
        return silva_header(header, names);
    if (form == name_form::sintax)
        return ranked_name(names[genus_rank + 1], names[species_rank + 1]); // it has a place for kingdoms
    if (names.size() <= species_rank)
        return {.result = naming::unnamed};
    return ranked_name(names[genus_rank], names[species_rank]);
}

bool genera_agree(std::string_view one, std::string_view other)
{
    if (one == other)
        return true;
    std::vector<std::string_view> const parts = genus_parts(other);
    return std::ranges::any_of(genus_parts(one),
                               [&](std::string_view part) { return std::ranges::find(parts, part) != parts.end(); });
}

} // namespace ampstream::species
