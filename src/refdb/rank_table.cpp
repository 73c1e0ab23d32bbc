// SPDX-License-Identifier: BSD-3-Clause
// Reading tables of taxa.
#include <ampstream/refdb/rank_table.hpp>

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/io/checksum.hpp>
#include <ampstream/io/text_lines.hpp>

namespace ampstream::refdb
{

namespace
{

constexpr std::string_view silva_form = "PATH;<TAB>taxid<TAB>rank<TAB>…, as in SILVA's tax_slv_ssu_RELEASE.txt";
constexpr std::string_view rdp_form = "taxid*name*parent*depth*rank, as in RDP's training sets";

template <std::size_t count>
std::optional<std::array<std::string_view, count>> first_fields(std::string_view line, char separator)
{
    std::array<std::string_view, count> fields{};
    for (std::size_t i = 0; i < count; ++i)
    {
        std::size_t const end = line.find(separator);
        if (end == std::string_view::npos && i + 1 < count)
            return std::nullopt;
        fields[i] = line.substr(0, end);
        line.remove_prefix(std::min(end == std::string_view::npos ? line.size() : end + 1, line.size()));
    }
    return fields;
}

[[noreturn]] void refuse(input_location const & where, std::string_view expected, std::string_view found)
{
    throw input_error{where,
                      {std::string{expected},
                       found.empty() ? "an empty line" : fmt::format("'{}'", found.substr(0, 120)),
                       "Is this the right file? See docs/semantics/refdb.md for the files each source needs."}};
}

void require_taxa(std::size_t taxa, std::string const & file, std::string_view form)
{
    if (taxa == 0)
        throw input_error{{.file = file}, {std::string{form}, "an empty file", "Fetch the file again."}};
}

/// One row of RDP's table.
struct rdp_row
{
    std::string name{};
    std::string parent{};
    std::string rank{};
    input_location where{};
};

constexpr std::string_view rdp_root = "0";

/// Path of a taxon below the root.
std::string rdp_path(std::string const & taxid, std::unordered_map<std::string, rdp_row> const & rows)
{
    constexpr std::size_t deepest = 64; // far deeper than any taxonomy: a circle
    std::string path;
    std::string const * present = &taxid;
    for (std::size_t depth = 0; *present != rdp_root; ++depth)
    {
        auto const found = rows.find(*present);
        input_location const & where = rows.at(taxid).where;
        if (found == rows.end())
            refuse(where, "a parent that is a taxid of this file", *present);
        if (depth > deepest)
            refuse(where, "parents that lead to the root, taxid 0", "a circle");
        path.insert(0, path.empty() ? found->second.name : found->second.name + ';');
        present = &found->second.parent;
    }
    return path;
}

} // namespace

bool rank_table::add(std::string_view path, std::string_view rank)
{
    auto const [found, is_new] = place_of_.try_emplace(std::string{path}, taxa_.size());
    if (!is_new)
        return taxa_[found->second].rank == main_rank(rank);
    std::size_t const cut = path.rfind(';');
    taxa_.push_back(
        {.name = std::string{cut == std::string_view::npos ? path : path.substr(cut + 1)}, .rank = main_rank(rank)});
    return true;
}

void rank_table::link_parents()
{
    for (auto const & [path, place] : place_of_) // the order does not matter: each entry is looked at by itself
        for (std::size_t cut = path.rfind(';'); cut != std::string::npos && cut > 0; cut = path.rfind(';', cut - 1))
            if (auto const above = place_of_.find(std::string_view{path}.substr(0, cut)); above != place_of_.end())
            {
                taxa_[place].parent = above->second;
                break;
            }
}

rank_table rank_table::from_silva(std::string const & path)
{
    rank_table table;
    io::sha256 digest;
    io::for_each_line(path,
                      [&](std::string_view line, input_location const & where)
                      {
                          table.name_ = where.file;
                          digest.update(line);
                          digest.update(std::string_view{"\n"});
                          auto const fields = first_fields<3>(line, '\t');
                          if (!fields.has_value())
                              refuse(where, silva_form, line);
                          std::string_view taxon = (*fields)[0];
                          if (taxon.ends_with(';'))
                              taxon.remove_suffix(1);
                          if (taxon.empty() || taxon.ends_with(';') || taxon.starts_with(';'))
                              refuse(where, silva_form, line);
                          if (!table.add(taxon, (*fields)[2]))
                              refuse(where, "one rank for each path", line);
                      });
    require_taxa(table.size(), path, silva_form);
    table.text_sha256_ = digest.hex();
    table.link_parents();
    return table;
}

rank_table rank_table::from_rdp(std::string const & path)
{
    rank_table table;
    std::unordered_map<std::string, rdp_row> rows;
    std::vector<std::string> order;
    io::sha256 digest;
    io::for_each_line(path,
                      [&](std::string_view line, input_location const & where)
                      {
                          table.name_ = where.file;
                          digest.update(line);
                          digest.update(std::string_view{"\n"});
                          if (line.empty())
                              return;
                          auto const fields = first_fields<5>(line, '*');
                          if (!fields.has_value() || (*fields)[1].empty())
                              refuse(where, rdp_form, line);
                          auto const [taxid, name, parent, depth, rank] = *fields;
                          if (!rows.try_emplace(std::string{taxid}, rdp_row{std::string{name}, std::string{parent},
                                                                            std::string{rank}, where})
                                   .second)
                              refuse(where, "one line for each taxid", line);
                          order.emplace_back(taxid);
                      });
    require_taxa(rows.size(), path, rdp_form);
    table.text_sha256_ = digest.hex();
    for (std::string const & taxid : order)
    {
        if (taxid == rdp_root)
            continue;
        rdp_row const & row = rows.at(taxid);
        if (!table.add(rdp_path(taxid, rows), row.rank))
            refuse(row.where, "one rank for each path", row.name);
    }
    table.link_parents();
    return table;
}

std::optional<ranked_names> rank_table::find(std::string_view path) const
{
    auto const found = place_of_.find(path);
    if (found == place_of_.end())
        return std::nullopt;
    ranked_names names{};
    for (std::size_t place = found->second; place != no_parent; place = taxa_[place].parent)
        if (auto const rank = taxa_[place].rank; rank.has_value())
            names[*rank] = taxa_[place].name;
    return names;
}

} // namespace ampstream::refdb
