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
    if (entry.id != static_cast<std::uint32_t>(section::rows) && checksum(part) != entry.crc)
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
    return tables.genera > 0 && tables.genus_taxa.size() == tables.genera && tables.leaves.size() == tables.genera &&
           tables.log_leaves.size() == tables.genera && tables.leaf_costs.size() == tables.groups() * group_width &&
           tables.facts.size() == word_count && tables.levels.size() == level_count;
}

bool are_places_inside(model_tables const & tables) noexcept
{
    std::size_t const lines = tables.rows.size() / section_alignment;
    return std::ranges::all_of(tables.facts,
                               [&](word_facts const & one)
                               {
                                   return one.row <= lines && one.row_size <= lines - one.row &&
                                          one.row_size * section_alignment > tables.shape.counts_at() &&
                                          one.absent_cost <= 255;
                               });
}

/// Bit by code of four bits: it is not 0.
std::uint64_t nonzero_codes(std::uint64_t codes) noexcept
{
    codes |= codes >> 1;
    return (codes | codes >> 2) & 0x1111111111111111ULL;
}

/// Genera that have a word among the first `count` of some codes, at most a block of them. The sums of bytes are made
/// here, because the library's count of bits is a call.
std::uint32_t genera_with_word(std::uint8_t const * codes, std::size_t count) noexcept
{
    constexpr std::size_t codes_a_word = 16;
    std::uint64_t by_byte = 0; // at most 2 for each of 8 reads
    std::uint64_t bits = 0;
    for (; count >= codes_a_word; count -= codes_a_word, codes += sizeof bits)
    {
        std::memcpy(&bits, codes, sizeof bits);
        bits = nonzero_codes(bits);
        by_byte += (bits & 0x0f0f0f0f0f0f0f0fULL) + (bits >> 4 & 0x0f0f0f0f0f0f0f0fULL);
    }
    if (count != 0)
    {
        std::memcpy(&bits, codes, sizeof bits);
        bits = nonzero_codes(bits) & ((std::uint64_t{1} << (4 * count)) - 1);
        by_byte += (bits & 0x0f0f0f0f0f0f0f0fULL) + (bits >> 4 & 0x0f0f0f0f0f0f0f0fULL);
    }
    return static_cast<std::uint32_t>(by_byte * 0x0101010101010101ULL >> 56);
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

void model_tables::check_row(word one) const
{
    auto const part = std::as_bytes(rows).subspan(std::size_t{facts[one].row} * section_alignment,
                                                  std::size_t{facts[one].row_size} * section_alignment);
    if (checksum(part) != facts[one].row_crc)
        damaged(name, fmt::format("a row {} with another checksum", one));
    check_counts(rows.data() + std::size_t{facts[one].row} * section_alignment, one);
    checked_rows[one].store(1, std::memory_order_relaxed);
}

void model_tables::check_counts(std::uint8_t const * row, word one) const
{
    std::size_t before = 0;
    for (std::size_t block = 0; block < shape.blocks; ++block)
    {
        std::uint32_t first = 0;
        std::memcpy(&first, row + shape.firsts_at() + block * sizeof first, sizeof first);
        if (first != before)
            damaged(name, fmt::format("a row {} whose counts are out of place", one));
        before += genera_with_word(row + shape.codes_at() + block * block_width / 2, block_width);
    }
    if (shape.counts_at() + before > std::size_t{facts[one].row_size} * section_alignment)
        damaged(name, fmt::format("a row {} with too few counts", one));
}

std::uint32_t model_tables::count_in(std::uint8_t const * row, word one, std::uint32_t genus) const noexcept
{
    std::size_t const block = genus / block_width;
    std::uint8_t const * const codes = row + shape.codes_at() + block * block_width / 2;
    std::size_t const place = genus % block_width;
    if ((codes[place / 2] >> (place % 2 * 4) & 15) == 0)
        return 0;
    std::uint32_t first = 0;
    std::memcpy(&first, row + shape.firsts_at() + block * sizeof first, sizeof first);
    std::uint8_t const count = row[shape.counts_at() + first + genera_with_word(codes, place)];
    if (count != is_large)
        return count;
    auto const found = std::ranges::lower_bound(large_counts, large_count{.one = one, .genus = genus});
    return found == large_counts.end() ? count : found->count;
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
    tables->name = name;
    tables->bytes = bytes;
    tables->genera = header.genera;
    tables->shape = row_shape{header.genera};
    tables->sequences = header.sequences;
    tables->info = text(section::info);
    tables->text = text(section::text);
    tables->taxa = items<taxon>(part(section::taxa));
    tables->genus_taxa = items<std::uint32_t>(part(section::genus_taxa));
    tables->leaves = items<std::uint32_t>(part(section::leaves));
    tables->log_leaves = items<float>(part(section::log_leaves));
    tables->leaf_costs = items<std::uint8_t>(part(section::leaf_costs));
    tables->facts = items<word_facts>(part(section::facts));
    tables->levels = items<std::uint8_t>(part(section::levels));
    tables->large_counts = items<large_count>(part(section::large_counts));
    tables->rows = items<std::uint8_t>(part(section::rows));
    tables->checked_rows = std::make_unique<std::atomic<std::uint8_t>[]>(word_count);

    auto const ranks = items<text_place>(part(section::ranks));
    if (ranks.empty() || !are_sizes_right(*tables) || !are_names_inside(*tables, ranks) ||
        !is_tree(*tables, ranks.size()) || !are_places_inside(*tables))
        damaged(name, "parts that do not fit together");
    for (text_place const place : ranks)
        tables->rank_names.emplace_back(tables->text_at(place));
    return tables;
}

} // namespace ampstream::classify
