// SPDX-License-Identifier: BSD-3-Clause
// The parts of a model as they lie in its file, and views of them.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/classify/words.hpp>

namespace ampstream::classify
{

inline constexpr std::string_view model_magic{"AMPSMODL", 8};
inline constexpr std::uint32_t model_version = 1;
inline constexpr std::uint32_t byte_order_mark = 0x01020304;
inline constexpr std::size_t section_alignment = 64;

/// Genera are handled in groups of this many with consecutive numbers, so kin: one vector of floats.
inline constexpr std::size_t group_width = 8;
/// Groups are screened in tiles of this many: one cache line of bytes.
inline constexpr std::size_t tile_width = 64;
/// Screening counts deficits in eighths of a natural logarithm's unit.
inline constexpr double deficit_steps = 8.0;

enum class section : std::uint32_t
{
    info,       ///< JSON
    text,       ///< names, one after the other
    ranks,      ///< text_place by rank
    taxa,       ///< taxon by number, parents first, depth first
    genus_taxa, ///< u32 by genus: its taxon
    log_leaves, ///< float by genus, padded to whole groups with infinity: log(M + 1)
    log_priors, ///< float by word: log prior(w)
    highest,    ///< float by word: no genus has a higher log P(w | G)
    weights,    ///< u8 by word: mean bound, how much the word tells
    bounds,     ///< u8 by tile, word and group of the tile: no genus of the group has a smaller deficit
                ///< (highest - log P(w | G)) in steps; 255 where there is no group
    blocks,     ///< group_block by word and tile: which groups of the tile have the word
    entries, ///< u32 by word and group that has it: place of the values (from the word's first) << 8 | genera that have
             ///< it
    value_starts, ///< u64 by word: place of its first value; one more at the end
    values,       ///< float by word and genus that has it: log P(w | G); eight more at the end
    count_
};
inline constexpr std::size_t section_count = static_cast<std::size_t>(section::count_);

struct section_entry
{
    std::uint32_t id{};
    std::uint32_t crc{}; ///< CRC-32 of the bytes
    std::uint64_t offset{};
    std::uint64_t size{};
};

struct file_header
{
    std::array<char, 8> magic{};
    std::uint32_t version{};
    std::uint32_t byte_order{};
    std::uint64_t file_size{};
    std::uint64_t sequences{};
    std::uint32_t genera{};
    std::uint32_t sections{};
    std::uint32_t directory_crc{}; ///< CRC-32 of header (this field 0) and directory
    std::uint32_t reserved{};
    std::array<section_entry, section_count> directory{};
};

struct text_place
{
    std::uint32_t offset{};
    std::uint32_t length{};
};

/// Groups of a tile that have a word, and the place of the first one's entry.
struct group_block
{
    std::uint64_t groups{};
    std::uint32_t first_entry{};
    std::uint32_t reserved{};
};

inline constexpr std::uint32_t no_parent = 0xffffffffU;

/// A node of the taxonomy. The genera below it have consecutive numbers.
struct taxon
{
    std::uint32_t parent{};
    std::uint32_t rank{};
    std::uint32_t first_genus{};
    std::uint32_t genera{};
    std::uint32_t sequences{};
    text_place name{};
};

/// Views of the sections; the bytes live in `storage`.
struct model_tables
{
    std::shared_ptr<void const> storage{};
    std::string_view bytes{};
    std::uint32_t genera{};
    std::uint64_t sequences{};
    std::vector<std::string> rank_names{};

    std::string_view info{};
    std::string_view text{};
    std::span<taxon const> taxa{};
    std::span<std::uint32_t const> genus_taxa{};
    std::span<float const> log_leaves{};
    std::span<float const> log_priors{};
    std::span<float const> highest{};
    std::span<std::uint8_t const> weights{};
    std::span<std::uint8_t const> bounds{};
    std::span<group_block const> blocks{};
    std::span<std::uint32_t const> entries{};
    std::span<std::uint64_t const> value_starts{};
    std::span<float const> values{};

    [[nodiscard]] std::size_t groups() const noexcept { return (genera + group_width - 1) / group_width; }
    [[nodiscard]] std::size_t tiles() const noexcept { return (groups() + tile_width - 1) / tile_width; }
    [[nodiscard]] std::string_view text_at(text_place place) const noexcept
    {
        return text.substr(place.offset, place.length);
    }
    /// The entry of a word in a group; 0 if none of its genera has the word.
    [[nodiscard]] std::uint32_t entry_of(word one, std::size_t group) const noexcept
    {
        group_block const & block = blocks[one * tiles() + group / tile_width];
        std::uint64_t const bit = std::uint64_t{1} << (group % tile_width);
        if ((block.groups & bit) == 0)
            return 0;
        return entries[block.first_entry + static_cast<unsigned>(std::popcount(block.groups & (bit - 1)))];
    }
    /// log P(w | G) in float, as RDP has it: the stored value, or log prior(w) - log(M + 1) for words G lacks.
    [[nodiscard]] float log_probability(word one, std::uint32_t genus) const noexcept
    {
        std::uint32_t const entry = entry_of(one, genus / group_width);
        std::uint32_t const bit = 1U << (genus % group_width);
        if ((entry & bit) == 0)
            return log_priors[one] - log_leaves[genus];
        return values[value_starts[one] + (entry >> 8) + static_cast<unsigned>(std::popcount(entry & (bit - 1)))];
    }
};

/// CRC-32 (the one of gzip).
[[nodiscard]] std::uint32_t checksum(std::span<std::byte const> bytes) noexcept;
/// CRC-32 of the header with its own field set to 0.
[[nodiscard]] std::uint32_t checksum(file_header header) noexcept;

/// Checks header, sizes, checksums and the places of parts and names; what a checksum guards inside a part (entries,
/// ranks of blocks) is believed. `name` is used in messages. Throws
/// `input_error`.
[[nodiscard]] std::shared_ptr<model_tables const>
open_tables(std::shared_ptr<void const> storage, std::string_view bytes, std::string const & name);

} // namespace ampstream::classify
