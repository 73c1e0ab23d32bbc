// SPDX-License-Identifier: BSD-3-Clause
// Queries by seeds, so that references can stream past: which queries lie on a sequence with few mismatches?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/species/options.hpp>

namespace ampstream::species
{

/// A query lies on a sequence from end to end.
struct placement
{
    std::uint32_t query{};      ///< its number
    std::uint32_t mismatches{}; ///< the fewest of all places where it lies
    bool is_reversed{};         ///< there its reverse complement does, and it itself does not
    bool operator==(placement const &) const = default;
};

/// Memory that one thread uses again for its next sequence.
struct scan_memory
{
    std::string codes{};
    std::vector<placement> found{};
};

/// Const after construction; may be used from many threads. Complete: by the pigeonhole principle, of d + 1 words of 16
/// bases of the query that do not overlap, at least one is intact wherever the query lies with at most d mismatches.
/// The words chosen are those that fewest queries share, since what is rare among the queries tends to be rare in the
/// references. Letters other than A, C, G, T, U match nothing. Memory: about 2 bytes a base of the queries and 12 bytes
/// a seed; none for references.
class query_index
{
public:
    static constexpr std::size_t seed_length = 16;

    /// Queries are numbered as in `sequences`.
    query_index(std::span<std::string_view const> sequences, options const & chosen);

    /// The queries that lie on `sequence` with at most `options::max_mismatches`, ascending; each once. The span is
    /// valid until the memory is used again.
    [[nodiscard]] std::span<placement const> operator()(std::string_view sequence, scan_memory & memory) const;

    /// Is the query too short to be found? It then has fewer than d + 1 words of 16 bases that do not overlap, where d
    /// is what `max_mismatches` leaves after its ambiguous letters.
    [[nodiscard]] bool is_too_short(std::size_t query) const noexcept { return too_short_[query] != 0; }

private:
    /// A query on one strand, in codes.
    struct strand
    {
        std::size_t first{}; ///< in `codes_`
        std::uint32_t length{};
        std::uint32_t query{};
        bool is_reversed{};
    };
    struct seed
    {
        std::uint32_t word{};
        std::uint32_t strand{};
        std::uint32_t offset{}; ///< of the word in the query
    };
    void add_strand(std::string_view sequence, std::uint32_t query, bool is_reversed);
    void choose_seeds();
    void index_seeds();
    void
    examine(std::uint32_t word, std::size_t end, std::string const & reference, std::vector<placement> & found) const;
    [[nodiscard]] std::uint32_t
    count_mismatches(strand const & one, char const * reference, std::uint32_t most) const noexcept;

    std::uint32_t most_mismatches_;
    std::string codes_{};
    std::vector<strand> strands_{};
    std::vector<std::uint8_t> too_short_{};
    std::vector<seed> seeds_{};             ///< by word, strand, offset
    std::vector<std::uint64_t> may_have_{}; ///< bits by hashed word: is there a seed?
    std::vector<std::uint32_t> slots_{};    ///< open addressing: place of the first seed of a word, plus 1
    unsigned bitmap_shift_{};
    unsigned slot_shift_{};
};

} // namespace ampstream::species
