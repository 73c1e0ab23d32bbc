// SPDX-License-Identifier: BSD-3-Clause
// Opening a model: nothing in it is believed before it is checked.
#include "classify/model_tables.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <libdeflate.h>

#include <ampstream/core/error.hpp>

namespace ampstream::classify
{

namespace
{

[[noreturn]] void refuse(std::string const & name, std::string expected, std::string found, std::string advice)
{
    throw input_error{{.file = name}, {std::move(expected), std::move(found), std::move(advice)}};
}

[[noreturn]] void damaged(std::string const & name, std::string found)
{
    refuse(name, "an undamaged model", std::move(found), "Copy the file again or train it again.");
}

file_header read_header(std::string_view bytes, std::string const & name)
{
    if (!bytes.starts_with(model_magic))
        refuse(name, "a model written by 'ampstream train'", "something else",
               "Train one from a reference FASTA: ampstream train REFERENCE --out MODEL.");
    file_header header{};
    if (bytes.size() < sizeof header)
        damaged(name, fmt::format("a file cut off after {} bytes", bytes.size()));
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.version != model_version || header.byte_order != byte_order_mark)
        refuse(name, fmt::format("model format {} of this processor's byte order", model_version),
               fmt::format("format {}", header.version), "Train it again with this version of ampstream.");
    if (header.sections != section_count || checksum(header) != header.directory_crc)
        damaged(name, "a header with another checksum");
    if (header.file_size != bytes.size())
        damaged(name, fmt::format("{} bytes instead of {}", bytes.size(), header.file_size));
    return header;
}

std::span<std::byte const> section_bytes(std::string_view bytes, section_entry const & entry, std::string const & name)
{
    if (entry.offset % section_alignment != 0 || entry.offset > bytes.size() ||
        entry.size > bytes.size() - entry.offset)
        damaged(name, "a part that lies outside the file");
    auto const part = std::as_bytes(std::span{bytes})
                          .subspan(static_cast<std::size_t>(entry.offset), static_cast<std::size_t>(entry.size));
    if (checksum(part) != entry.crc)
        damaged(name, fmt::format("part {} with another checksum", entry.id));
    return part;
}

template <typename item_t>
std::span<item_t const> items(std::span<std::byte const> part) noexcept
{
    return {reinterpret_cast<item_t const *>(part.data()), part.size() / sizeof(item_t)};
}

bool are_names_inside(model_tables const & tables, std::span<text_place const> ranks) noexcept
{
    auto const is_inside = [&](text_place place)
    { return place.offset <= tables.text.size() && place.length <= tables.text.size() - place.offset; };
    return std::ranges::all_of(ranks, is_inside) && std::ranges::all_of(tables.taxa, is_inside, &taxon::name);
}

bool is_tree(model_tables const & tables, std::size_t ranks) noexcept
{
    for (std::size_t i = 0; i < tables.taxa.size(); ++i)
    {
        taxon const & one = tables.taxa[i];
        bool const is_top = one.parent == no_parent;
        if (one.rank >= ranks || one.first_genus > tables.genera || one.genera > tables.genera - one.first_genus ||
            is_top != (one.rank == 0))
            return false;
        if (!is_top && (one.parent >= i || tables.taxa[one.parent].rank + 1 != one.rank))
            return false;
    }
    return std::ranges::all_of(tables.genus_taxa, [&](std::uint32_t one)
                               { return one < tables.taxa.size() && tables.taxa[one].rank + 1 == ranks; });
}

bool are_sizes_right(model_tables const & tables) noexcept
{
    std::size_t const groups = tables.groups();
    return tables.genera > 0 && tables.genus_taxa.size() == tables.genera &&
           tables.log_leaves.size() == groups * group_width && tables.log_priors.size() == word_count &&
           tables.highest.size() == word_count && tables.weights.size() == word_count &&
           tables.bounds.size() == tables.tiles() * word_count * tile_width &&
           tables.blocks.size() == tables.tiles() * word_count && tables.value_starts.size() == word_count + 1;
}

bool are_places_inside(model_tables const & tables) noexcept
{
    auto const is_inside = [&](group_block const & block)
    {
        return std::size_t{block.first_entry} + static_cast<std::size_t>(std::popcount(block.groups)) <
               tables.entries.size();
    };
    return std::ranges::all_of(tables.blocks, is_inside) && std::ranges::is_sorted(tables.value_starts) &&
           tables.value_starts.back() + group_width == tables.values.size();
}

} // namespace

std::uint32_t checksum(std::span<std::byte const> bytes) noexcept
{
    return libdeflate_crc32(0, bytes.data(), bytes.size());
}

std::uint32_t checksum(file_header header) noexcept
{
    header.directory_crc = 0;
    return checksum(std::as_bytes(std::span{&header, 1}));
}

std::shared_ptr<model_tables const>
open_tables(std::shared_ptr<void const> storage, std::string_view bytes, std::string const & name)
{
    file_header const header = read_header(bytes, name);
    std::array<std::span<std::byte const>, section_count> parts{};
    for (std::size_t i = 0; i < section_count; ++i)
        parts[i] = section_bytes(bytes, header.directory[i], name);
    auto const part = [&parts](section which) { return parts[static_cast<std::size_t>(which)]; };
    auto const text = [&part](section which) {
        return std::string_view{reinterpret_cast<char const *>(part(which).data()), part(which).size()};
    };

    auto tables = std::make_shared<model_tables>();
    tables->storage = std::move(storage);
    tables->bytes = bytes;
    tables->genera = header.genera;
    tables->sequences = header.sequences;
    tables->info = text(section::info);
    tables->text = text(section::text);
    tables->taxa = items<taxon>(part(section::taxa));
    tables->genus_taxa = items<std::uint32_t>(part(section::genus_taxa));
    tables->log_leaves = items<float>(part(section::log_leaves));
    tables->log_priors = items<float>(part(section::log_priors));
    tables->highest = items<float>(part(section::highest));
    tables->weights = items<std::uint8_t>(part(section::weights));
    tables->bounds = items<std::uint8_t>(part(section::bounds));
    tables->blocks = items<group_block>(part(section::blocks));
    tables->entries = items<std::uint32_t>(part(section::entries));
    tables->value_starts = items<std::uint64_t>(part(section::value_starts));
    tables->values = items<float>(part(section::values));

    auto const ranks = items<text_place>(part(section::ranks));
    if (ranks.empty() || !are_sizes_right(*tables) || !are_names_inside(*tables, ranks) ||
        !is_tree(*tables, ranks.size()) || !are_places_inside(*tables))
        damaged(name, "parts that do not fit together");
    for (text_place const place : ranks)
        tables->rank_names.emplace_back(tables->text_at(place));
    return tables;
}

} // namespace ampstream::classify
