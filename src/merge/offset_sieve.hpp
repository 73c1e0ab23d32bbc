// SPDX-License-Identifier: BSD-3-Clause
// The offsets of two reads that may be hits: of some six hundred usually one is left.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ampstream::merge
{

/// Proves of offsets that they are no hits, from the number of differences in the 32 columns at which the walk begins.
/// A match adds at most 2 bits and a mismatch takes at least 4. So after n columns with k mismatches
///   * the score is at most 2 (n − k) − 4 k = 2 n − 6 k; if the overlap has no more columns and that is below the least
///     score, the offset is no hit;
///   * at the last of these mismatches the score is at most 2 n − 6 k, while its maximum was at least 0; a drop of 16
///     bits or more makes the offset count for nothing, however it goes on.
/// Random bases differ in 24 of 32 columns, and 14 are enough.
class offset_sieve
{
public:
    /// `least_score`: bits a hit must have.
    explicit offset_sieve(double least_score);

    /// Takes the reads of a pair, both in the direction of the forward read. Returns false if they are too short for
    /// this; the other members then have no meaning.
    bool assign(std::string_view forward, std::string_view reverse);

    /// The spans that may be hits, ascending. All others are none.
    [[nodiscard]] std::span<std::int32_t const> find_spans();

    /// Does the offset of `span` have at least `least` words of five known bases in common?
    [[nodiscard]] bool shares_words(std::size_t span, std::uint32_t least) const noexcept;

    /// The columns of an offset.
    struct overlapping
    {
        std::size_t forward_begin; ///< first base of the forward read
        std::size_t reverse_begin; ///< first base of the reverse read
        std::size_t columns;
        std::size_t differences;
    };
    /// Writes a bit for each column of `span` in which the codes differ, column c at bit c % 64 of word c / 64. Where
    /// all bases are known, those are the bases that differ.
    overlapping differing_columns(std::size_t span, std::vector<std::uint64_t> & differing) const;

private:
    static constexpr std::size_t width = 32; ///< columns looked at

    /// Bits of one read.
    struct planes
    {
        std::vector<std::uint64_t> low{};
        std::vector<std::uint64_t> high{};
        std::vector<std::uint64_t> known{};
        std::size_t length{};

        void assign(std::string_view bases);
    };

    [[nodiscard]] overlapping overlap_of(std::size_t span) const noexcept;

    /// Appends to `spans_` where windows of `read` resemble the last bases of `fixed`; only ends up to `last_end`.
    std::size_t search(planes const & read, planes const & fixed, std::size_t last_end, std::int32_t * ends) const;

    std::array<std::int32_t, width + 1> most_{}; ///< by columns: the most differences a hit can have
    planes forward_{};
    planes reverse_{};
    std::vector<std::int32_t> spans_{};
};

} // namespace ampstream::merge
