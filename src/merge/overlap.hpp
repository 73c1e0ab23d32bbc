// SPDX-License-Identifier: BSD-3-Clause
// Where the two reads of a pair lie against each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <ampstream/merge/quality_tables.hpp>

#include "merge/hit_proof.hpp"
#include "merge/offset_sieve.hpp"

namespace ampstream::merge
{

/// A read ready to be compared: upper-case bases, qualities of N set to '!'. The reverse read is given as its reverse
/// complement, so that both run in the direction of the forward read.
struct oriented_read
{
    std::string_view bases;
    std::string_view qualities;
    bool is_plain{};        ///< only A, C, G and T; false if that is not known
    char highest_quality{}; ///< of the characters, or a higher one
};

/// Limits that depend on the shortest overlap asked for.
struct overlap_limits
{
    /// Offsets with fewer words in common are not looked at.
    std::uint32_t words{4};
    /// Bits an offset must reach.
    double score{16.0};
    /// An offset whose running score falls this far below its maximum is no overlap. Bits.
    static constexpr double largest_drop = 16.0;

    /// The limits VSEARCH sets for `minovlen`: looser below 9 bases.
    [[nodiscard]] static overlap_limits for_overlap_of(std::uint64_t minovlen) noexcept;
};

/// The best offset. `span` counts the columns from the first base of the forward read's part to the last of the reverse
/// read's: the overlap, and in staggered pairs also what hangs over; the merged read has forward + reverse − span
/// bases.
struct overlap
{
    std::size_t span{};
    std::size_t differences{};
    double score{};          ///< bits; of the only hit perhaps a lower bound that reaches what a hit must have
    std::size_t hits{};      ///< offsets that reach the score
    bool has_shared_words{}; ///< at least one offset was looked at
};

/// Finds the best ungapped overlap. Keeps its memory from pair to pair; one for each thread.
class overlap_finder
{
public:
    explicit overlap_finder(overlap_limits const & limits)
        : limits_{limits}, sieve_{limits.score}, proof_{limits.score, overlap_limits::largest_drop}
    {
    }

    [[nodiscard]] overlap
    find(oriented_read const & forward, oriented_read const & reverse, quality_tables const & tables);
    /// The same from the shared words of all offsets: what `find` must equal, and the way of pairs without a hit.
    [[nodiscard]] overlap
    find_thoroughly(oriented_read const & forward, oriented_read const & reverse, quality_tables const & tables);

private:
    static constexpr std::size_t word_length = 5;
    static constexpr std::size_t word_count = std::size_t{1} << (2 * word_length);
    static constexpr std::uint16_t forward_void = word_count; ///< words with ambiguous bases: filed, never looked up
    static constexpr std::uint16_t reverse_void = word_count + 1; ///< looked up, never filed

    /// A word of the reverse read that the forward read has: the span is `base` − `at`.
    struct word_match
    {
        std::uint32_t base;
        std::uint32_t at; ///< position in the forward read + 1
    };

    void consider(std::size_t span,
                  oriented_read const & forward,
                  oriented_read const & reverse,
                  quality_tables const & tables,
                  overlap & best) const noexcept;
    [[nodiscard]] std::optional<overlap> find_surely(std::size_t span,
                                                     oriented_read const & forward,
                                                     oriented_read const & reverse,
                                                     quality_tables const & tables);
    [[nodiscard]] overlap
    find_among_few(oriented_read const & forward, oriented_read const & reverse, quality_tables const & tables);

    /// The spans that share at least `least` words, ascending.
    void find_candidates(std::string_view forward, std::string_view reverse, std::uint32_t least);
    void spell_words(std::string_view bases, std::uint16_t void_word);
    void index_forward(std::size_t words);
    void look_up_reverse(std::size_t forward_length, std::size_t words, std::uint32_t least);

    overlap_limits limits_;
    offset_sieve sieve_;
    hit_proof proof_;
    std::vector<std::uint64_t> differing_{}; ///< a bit a column
    std::vector<std::uint8_t> codes_{};
    std::vector<std::uint8_t> ambiguous_{};
    std::vector<std::uint16_t> words_{}; ///< of the read at hand, by position
    std::vector<std::uint32_t> last_with_word_ = std::vector<std::uint32_t>(word_count + 2); ///< position + 1, 0: none
    std::vector<std::uint32_t> previous_with_word_{};                                        ///< by position + 1
    std::vector<std::uint32_t> shared_words_{};                                              ///< by span
    std::vector<word_match> matches_{};
    std::vector<std::uint32_t> candidates_{}; ///< spans
};

} // namespace ampstream::merge
