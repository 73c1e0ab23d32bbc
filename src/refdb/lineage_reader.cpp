// SPDX-License-Identifier: BSD-3-Clause
// Headers of each source.
#include <ampstream/refdb/lineage_reader.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/io/text_lines.hpp>
#include <ampstream/refdb/source.hpp>
#include <ampstream/reference/header.hpp>
#include <ampstream/reference/organelle.hpp>

namespace ampstream::refdb
{

namespace
{

using state = labelled_names::state;

constexpr std::string_view prefix_letters = "dpcofg"; // in the order of main_ranks; k stands for d
constexpr std::string_view prefix_end = "__";

/// A name of a lineage whose names say their ranks.
struct prefixed_name
{
    bool is_prefixed{};
    std::optional<std::size_t> rank{}; ///< among `main_ranks`; nullopt for another one
    std::string_view bare{};
};

/// Reads `p__…` (a letter), `D_1__…` (a number from the domain down, of older SILVA files for QIIME) and `sk__…` (more
/// letters, a rank that is none of ours).
prefixed_name parted(std::string_view name) noexcept
{
    std::string_view const bare = reference::without_prefix(name);
    if (bare.size() != name.size())
    {
        std::string_view const prefix = name.substr(0, name.size() - bare.size() - prefix_end.size());
        bool const is_number = prefix.size() > 1; // D_1
        std::size_t const rank = is_number && prefix.size() == 3
                                     ? static_cast<std::size_t>(prefix.back() - '0')
                                     : prefix_letters.find(prefix.front() == 'k' ? 'd' : prefix.front());
        bool const is_ours = rank < main_ranks.size() && (!is_number || prefix.size() == 3);
        return {true, is_ours ? std::optional{rank} : std::nullopt, bare};
    }
    std::size_t const letters = std::min(name.find(prefix_end), name.size());
    bool const is_of_other_rank =
        letters >= 2 && letters < name.size() &&
        std::ranges::all_of(name.substr(0, letters), [](char c) { return c >= 'a' && c <= 'z'; });
    return {is_of_other_rank, std::nullopt, name};
}

bool has_name(ranked_names const & names) noexcept
{
    return !names.front().empty();
}

std::string_view without_last_name(std::string_view path) noexcept
{
    return path.substr(0, std::min(path.rfind(';'), path.size()));
}

/// Looks the path up; what is not in the table is shortened, name by name, if that is wanted.
void look_up(labelled_names & made, std::string_view path, rank_table const & ranks, bool shortens)
{
    made.found = state::unranked;
    while (true)
    {
        if (auto const names = ranks.find(path); names.has_value())
        {
            made.names = *names;
            made.found = has_name(made.names) ? state::known : state::unranked;
            return;
        }
        if (!shortens || path.find(';') == std::string_view::npos)
            return;
        path = without_last_name(path);
        made.is_shortened = true;
    }
}

std::string_view trimmed(std::string_view text) noexcept
{
    constexpr std::string_view blanks = " \t\r";
    std::size_t const begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

std::vector<std::string> split_names(std::string_view text)
{
    std::vector<std::string> names;
    text = trimmed(text);
    if (text.ends_with(';'))
        text.remove_suffix(1);
    for (std::size_t begin = 0; begin <= text.size() && !text.empty();)
    {
        std::size_t const end = std::min(text.find(';', begin), text.size());
        names.emplace_back(trimmed(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return names;
}

/// Rows such as `Feature ID<TAB>Taxon` or `#OTU ID<TAB>taxonomy` name columns.
bool is_heading(std::string_view line) noexcept
{
    return line.starts_with('#') || line.starts_with("Feature ID\t") || line.starts_with("feature-id\t") ||
           line.starts_with("id\t");
}

} // namespace

std::optional<source> source_named(std::string_view name) noexcept
{
    auto const found = std::ranges::find(source_names, name);
    if (found == source_names.end())
        return std::nullopt;
    return static_cast<source>(found - source_names.begin());
}

ranked_names placed(std::vector<std::string> const & names)
{
    ranked_names made{};
    std::vector<prefixed_name> parts;
    parts.reserve(names.size());
    for (std::string const & name : names)
        if (!name.empty()) // says nothing: `p__` without its name was one
            parts.push_back(parted(name));
    if (!parts.empty() && std::ranges::all_of(parts, &prefixed_name::is_prefixed))
    {
        for (prefixed_name const & part : parts)
            if (part.rank.has_value() && made[*part.rank].empty())
                made[*part.rank] = part.bare;
        return made;
    }
    std::copy_n(names.begin(), std::min(names.size(), made.size()), made.begin());
    return made;
}

lineage_reader silva_reader(std::shared_ptr<rank_table const> ranks, bool shortens)
{
    return [ranks = std::move(ranks), shortens](std::string_view header, std::uint64_t)
    {
        std::string_view const id = label_of(header);
        labelled_names made{.id = std::string{id}};
        std::string_view path = trimmed(header.substr(id.size()));
        if (path.empty())
            return made;
        if (path.ends_with(';')) // no organism
        {
            look_up(made, path.substr(0, path.size() - 1), *ranks, shortens);
            return made;
        }
        made.ends_in_taxon = ranks->contains(path);
        look_up(made, without_last_name(path), *ranks, shortens);
        return made;
    };
}

lineage_reader rdp_reader(std::shared_ptr<rank_table const> ranks, bool shortens)
{
    return [ranks = std::move(ranks), shortens](std::string_view header, std::uint64_t)
    {
        auto const parsed = reference::parse_header(header, reference::header_format::rdp);
        labelled_names made{.id = std::string{label_of(header)}};
        if (parsed.has_value())
            look_up(made, fmt::format("{}", fmt::join(parsed->names, ";")), *ranks, shortens);
        return made;
    };
}

lineage_reader dada2_reader()
{
    return [](std::string_view header, std::uint64_t record)
    {
        labelled_names made{.id = fmt::format("record_{}", record)};
        auto const parsed = reference::parse_header(header, reference::header_format::dada2);
        if (!parsed.has_value() || header.find(';') == std::string_view::npos)
            return made;
        made.names = placed(parsed->names);
        made.found = has_name(made.names) ? state::known : state::absent;
        return made;
    };
}

lineage_reader sintax_reader()
{
    return [](std::string_view header, std::uint64_t)
    {
        auto const parsed = reference::parse_header(header, reference::header_format::sintax);
        if (!parsed.has_value())
            return labelled_names{.id = std::string{label_of(header)}};
        labelled_names made{.id = std::string{label_of(parsed->id)}};
        for (std::size_t i = 0; i < reference::sintax_ranks.size(); ++i)
            if (auto const rank = main_rank(reference::sintax_ranks[i]); rank.has_value())
                made.names[*rank] = parsed->names[i];
            else if (reference::sintax_ranks[i] == "kingdom" && made.names.front().empty())
                made.names.front() = parsed->names[i];
        made.found = has_name(made.names) ? state::known : state::absent;
        return made;
    };
}

taxonomy_table read_taxonomy(std::string const & path)
{
    taxonomy_table table;
    std::unordered_map<std::string, std::size_t> place_of_lineage;
    io::for_each_line(path,
                      [&](std::string_view line, input_location const & where)
                      {
                          if (line.empty() || is_heading(line))
                              return;
                          std::size_t const tab = line.find('\t');
                          std::string_view const text = tab == std::string_view::npos
                                                            ? std::string_view{}
                                                            : line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
                          std::string_view const id = trimmed(line.substr(0, tab));
                          if (id.empty() || trimmed(text).empty())
                              throw input_error{
                                  where,
                                  {"an id, a tab and a lineage, such as 'X<TAB>d__Bacteria; p__Firmicutes; …'",
                                   fmt::format("'{}'", line.substr(0, 120)),
                                   "QIIME 2 writes such a table with 'qiime tools export'."}};
                          auto const [lineage, is_new] =
                              place_of_lineage.try_emplace(std::string{trimmed(text)}, table.lineages.size());
                          if (is_new)
                              table.lineages.push_back(placed(split_names(text)));
                          auto const [row, is_first] = table.place_of.try_emplace(std::string{id}, lineage->second);
                          if (!is_first && table.lineages[row->second] != table.lineages[lineage->second])
                              throw input_error{where,
                                                {fmt::format("one lineage for the id {}", id), "another one further up",
                                                 "Leave the wrong row out."}};
                      });
    return table;
}

lineage_reader table_reader(std::shared_ptr<taxonomy_table const> table)
{
    return [table = std::move(table)](std::string_view header, std::uint64_t)
    {
        labelled_names made{.id = std::string{label_of(header)}};
        auto const found = table->place_of.find(made.id);
        if (found == table->place_of.end())
            return made;
        made.names = table->lineages[found->second];
        made.found = has_name(made.names) ? state::known : state::absent;
        return made;
    };
}

} // namespace ampstream::refdb
