// SPDX-License-Identifier: BSD-3-Clause
// The parts of a model as they lie in its file, and views of them.
#pragma once

#include <array>
#include <atomic>
#include <cmath>
#include <compare>
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
inline constexpr std::uint32_t model_version = 2;
inline constexpr std::uint32_t byte_order_mark = 0x01020304;
inline constexpr std::size_t section_alignment = 64;

/// Genera are screened in groups of this many with consecutive numbers, so kin.
inline constexpr std::size_t group_width = 8;
/// Groups are screened in tiles of this many: one cache line of bytes.
inline constexpr std::size_t tile_width = 64;
/// Genera of a cache line of codes.
inline constexpr std::size_t block_width = 128;
/// A cost is -log P(w | G) in sixteenths of a natural logarithm's unit, rounded down, at most 255.
inline constexpr double cost_steps = 16.0;
inline constexpr std::size_t level_count = 16;

enum class section : std::uint32_t
{
    info,         ///< JSON
    text,         ///< names, one after the other
    ranks,        ///< text_place by rank
    taxa,         ///< taxon by number, parents first, depth first
    genus_taxa,   ///< u32 by genus: its taxon
    leaves,       ///< u32 by genus: its sequences, M
    log_leaves,   ///< float by genus: log(M + 1)
    leaf_costs,   ///< u8 by genus, padded to whole groups with 255: what log(M + 1) adds to the cost of a word G lacks
    facts,        ///< word_facts by word
    levels,       ///< u8 by code: the cost that the code of a word a genus has stands for; code 0 is a word it lacks
    large_counts, ///< large_count, ascending
    rows,         ///< by word, each in whole cache lines; see `row_shape`
    count_
};
inline constexpr std::size_t section_count = static_cast<std::size_t>(section::count_);

/// Where the parts of a row lie. Everything the model knows of a word is in one row.
struct row_shape
{
    std::size_t tiles{};  ///< costs: u8 by group, padded to tiles with 255: no genus of the group has a lower cost
    std::size_t blocks{}; ///< codes: four bits by genus, lower half of a byte first, padded to blocks with 0

    constexpr explicit row_shape(std::size_t genera) noexcept
        : tiles{((genera + group_width - 1) / group_width + tile_width - 1) / tile_width},
          blocks{(genera + block_width - 1) / block_width}
    {
    }
    [[nodiscard]] constexpr std::size_t codes_at() const noexcept { return tiles * tile_width; }
    /// u32 by block: how many genera before the block have the word.
    [[nodiscard]] constexpr std::size_t firsts_at() const noexcept { return codes_at() + blocks * block_width / 2; }
    /// u8 by genus that has the word: m(w), or 255 if it is listed among the large counts.
    [[nodiscard]] constexpr std::size_t counts_at() const noexcept
    {
        return firsts_at() + blocks * sizeof(std::uint32_t);
    }
};

/// What is asked of a word in one go: half a cache line.
struct word_facts
{
    std::uint32_t row{};         ///< where its row begins, in cache lines
    std::uint32_t row_size{};    ///< in cache lines
    std::uint32_t row_crc{};     ///< CRC-32 of the row
    std::uint32_t absent_cost{}; ///< cost of lacking it, but for what log(M + 1) adds
    float prior{};               ///< prior(w)
    float log_prior{};           ///< log prior(w)
    float strand{};              ///< log prior(w) - log prior(reverse complement of w)
    std::uint32_t reserved{};    ///< 0
};

/// m(w) of a genus where it is 255 or more.
struct large_count
{
    std::uint32_t one{}; ///< word
    std::uint32_t genus{};
    std::uint32_t count{};
    auto operator<=>(large_count const &) const = default;
};
inline constexpr std::uint8_t is_large = 255;

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

/// Logarithm in double, rounded to float.
[[nodiscard]] inline float log_of(float x) noexcept
{
    return static_cast<float>(std::log(static_cast<double>(x)));
}

/// log P(w | G) of a word that the genus has.
[[nodiscard]] inline float log_probability_of(std::uint32_t count, float prior, std::uint32_t leaves) noexcept
{
    return log_of((static_cast<float>(count) + prior) / (static_cast<float>(leaves) + 1.0F));
}

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
    std::string name{}; ///< of the file, for messages
    std::string_view bytes{};
    std::uint32_t genera{};
    std::uint64_t sequences{};
    row_shape shape{0};
    std::vector<std::string> rank_names{};

    std::string_view info{};
    std::string_view text{};
    std::span<taxon const> taxa{};
    std::span<std::uint32_t const> genus_taxa{};
    std::span<std::uint32_t const> leaves{};
    std::span<float const> log_leaves{};
    std::span<std::uint8_t const> leaf_costs{};
    std::span<word_facts const> facts{};
    std::span<std::uint8_t const> levels{};
    std::span<large_count const> large_counts{};
    std::span<std::uint8_t const> rows{};
    std::unique_ptr<std::atomic<std::uint8_t>[]> checked_rows{}; ///< by word: its row has the right checksum

    [[nodiscard]] std::size_t groups() const noexcept { return (genera + group_width - 1) / group_width; }
    [[nodiscard]] std::size_t tiles() const noexcept { return shape.tiles; }
    [[nodiscard]] std::string_view text_at(text_place place) const noexcept
    {
        return text.substr(place.offset, place.length);
    }
    /// The row of a word. Its checksum is looked at when it is first asked for: a model of hundreds of megabytes opens
    /// in a millisecond. Throws `input_error` if the row is damaged. Safe from many threads.
    [[nodiscard]] std::uint8_t const * row(word one) const
    {
        if (checked_rows[one].load(std::memory_order_relaxed) == 0)
            check_row(one);
        return rows.data() + std::size_t{facts[one].row} * section_alignment;
    }
    /// m(w) of a genus. Precondition: `row` is the row of `one`.
    [[nodiscard]] std::uint32_t count_in(std::uint8_t const * row, word one, std::uint32_t genus) const noexcept;
    /// log P(w | G) in float, as RDP has it: log((m(w) + prior(w)) / (M + 1)), or log prior(w) - log(M + 1) for words G
    /// lacks. Precondition: `row` is the row of `one`.
    [[nodiscard]] float value_in(std::uint8_t const * row, word one, std::uint32_t genus) const noexcept
    {
        std::uint32_t const count = count_in(row, one, genus);
        if (count == 0)
            return facts[one].log_prior - log_leaves[genus];
        return log_probability_of(count, facts[one].prior, leaves[genus]);
    }
    [[nodiscard]] float log_probability(word one, std::uint32_t genus) const { return value_in(row(one), one, genus); }

    void check_row(word one) const;
    /// Do the places of counts follow from the codes, and end inside the row?
    void check_counts(std::uint8_t const * row, word one) const;
};

/// CRC-32 (the one of gzip).
[[nodiscard]] std::uint32_t checksum(std::span<std::byte const> bytes) noexcept;
/// CRC-32 of the header with its own field set to 0.
[[nodiscard]] std::uint32_t checksum(file_header header) noexcept;

/// Checks header, sizes, checksums and the places of parts and names.
/// Checksums of rows are looked at when the rows are. `name` is used in messages. Throws `input_error`.
[[nodiscard]] std::shared_ptr<model_tables const>
open_tables(std::shared_ptr<void const> storage, std::string_view bytes, std::string const & name);

} // namespace ampstream::classify
