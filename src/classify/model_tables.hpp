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

/// Genera are screened in tiles of this many.
inline constexpr std::size_t tile_width = 64;
/// Screening counts deficits in eighths of a natural logarithm's unit.
inline constexpr double deficit_steps = 8.0;
inline constexpr std::size_t blocks_per_genus = word_count / 64;

enum class section : std::uint32_t
{
    info,           ///< JSON
    text,           ///< names, one after the other
    ranks,          ///< text_place by rank
    taxa,           ///< taxon by number, parents first, depth first
    genus_taxa,     ///< u32 by genus: its taxon
    log_leaves,     ///< float by genus: log(M + 1)
    log_priors,     ///< float by word: log prior(w)
    rows,           ///< row by word: where its screening row is
    postings,       ///< u32: genus << 8 | deficit, ascending by genus within a word
    dense,          ///< u8: whole screening rows, a byte a genus, padded to tiles with 255
    absent_surplus, ///< u8 by genus, padded: deficit a genus without the word has beyond the row's `absent`
    word_bits,      ///< u64[1024] by genus: which words it has
    block_ranks,    ///< u16[1024] by genus: how many words it has before each 64
    value_starts,   ///< u64 by genus: place of its first value
    values,         ///< float by genus and word it has: log P(w | G)
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

inline constexpr std::uint32_t dense_row = 0xffffffffU;

/// The screening row of a word: by genus a lower bound of highest - log P(w | G), in steps.
struct row
{
    std::uint64_t first{};  ///< first posting, or number of the dense row
    std::uint32_t genera{}; ///< postings; `dense_row` for a dense row
    float highest{};        ///< no genus has a higher log P(w | G)
    std::uint8_t absent{};  ///< least deficit of a genus without the word
    std::uint8_t weight{};  ///< mean deficit: how much the word tells
    std::uint16_t reserved{};
    std::uint32_t padding{};
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
    std::span<row const> rows{};
    std::span<std::uint32_t const> postings{};
    std::span<std::uint8_t const> dense{};
    std::span<std::uint8_t const> absent_surplus{};
    std::span<std::uint64_t const> word_bits{};
    std::span<std::uint16_t const> block_ranks{};
    std::span<std::uint64_t const> value_starts{};
    std::span<float const> values{};

    [[nodiscard]] std::size_t tiles() const noexcept { return (genera + tile_width - 1) / tile_width; }
    [[nodiscard]] std::size_t stride() const noexcept { return tiles() * tile_width; }
    [[nodiscard]] std::string_view text_at(text_place place) const noexcept
    {
        return text.substr(place.offset, place.length);
    }
    /// log P(w | G) in float, as RDP has it: the stored value, or log prior(w) - log(M + 1) for words G lacks.
    [[nodiscard]] float log_probability(word one, std::uint32_t genus) const noexcept
    {
        std::size_t const block = std::size_t{genus} * blocks_per_genus + one / 64U;
        std::uint64_t const bits = word_bits[block];
        std::uint64_t const bit = std::uint64_t{1} << (one % 64U);
        if ((bits & bit) == 0)
            return log_priors[one] - log_leaves[genus];
        auto const before = static_cast<std::uint64_t>(std::popcount(bits & (bit - 1)));
        return values[value_starts[genus] + block_ranks[block] + before];
    }
};

/// CRC-32 (the one of gzip).
[[nodiscard]] std::uint32_t checksum(std::span<std::byte const> bytes) noexcept;
/// CRC-32 of the header with its own field set to 0.
[[nodiscard]] std::uint32_t checksum(file_header header) noexcept;

/// Checks header, sizes, checksums and every number that is used as an index; `name` is used in messages. Throws
/// `input_error`.
[[nodiscard]] std::shared_ptr<model_tables const>
open_tables(std::shared_ptr<void const> storage, std::string_view bytes, std::string const & name);

} // namespace ampstream::classify
