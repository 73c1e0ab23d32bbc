// SPDX-License-Identifier: BSD-3-Clause
// Everything that depends on a pair of qualities only, computed once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <ampstream/simd/reads.hpp>

namespace ampstream::merge
{

inline constexpr std::size_t quality_levels = 94; ///< Phred 0 to 93: '!' to '~'
inline constexpr char quality_offset = '!';       ///< Phred+33

/// Probability that a base of quality `phred` is wrong: 10^(−Q/10), but 0.75 (a guess) below 2.
[[nodiscard]] double error_probability(unsigned phred);

/// Looked up by the quality characters of the two reads. Formulas: Edgar & Flyvbjerg 2015 (Bioinformatics 31:3476), as
/// VSEARCH implements them.
class quality_tables
{
public:
    /// `lowest` and `highest` bound the qualities of the consensus.
    quality_tables(unsigned lowest, unsigned highest);

    /// log2-odds of "the same base" against chance, for two bases that agree.
    [[nodiscard]] double match_score(char x, char y) const noexcept { return match_[index(x, y)]; }
    /// The same for two that differ; at most −4.
    [[nodiscard]] double mismatch_score(char x, char y) const noexcept { return mismatch_[index(x, y)]; }
    /// Quality character of a base both reads agree on.
    [[nodiscard]] char agreement(char x, char y) const noexcept
    {
        return agreement_[static_cast<unsigned char>(x) * row_width + static_cast<unsigned char>(y)];
    }
    /// Quality character of the better base (quality `better`) of two that differ.
    [[nodiscard]] char disagreement(char better, char worse) const noexcept
    {
        return disagreement_[index(better, worse)];
    }
    /// Probability that a base with this quality character is wrong.
    [[nodiscard]] double error_of(char quality) const noexcept { return errors_[level(quality)]; }

    /// The highest quality character of the consensus.
    [[nodiscard]] char highest_made() const noexcept { return highest_made_; }
    /// Expected errors of a text of quality characters in units of 2^-32.
    [[nodiscard]] std::uint64_t count_errors(std::string_view qualities) const noexcept;
    /// The same, many at once. Precondition: all are below Phred `quick_levels`.
    [[nodiscard]] std::uint64_t count_errors_quickly(std::string_view qualities) const noexcept;
    static constexpr int quick_levels = simd::quality_weights::levels;

private:
    template <typename value_t>
    using table = std::array<value_t, quality_levels * quality_levels>;

    [[nodiscard]] static constexpr std::size_t level(char quality) noexcept
    {
        return static_cast<std::size_t>(static_cast<unsigned char>(quality)) -
               static_cast<unsigned char>(quality_offset);
    }
    [[nodiscard]] static constexpr std::size_t index(char x, char y) noexcept
    {
        return level(x) * quality_levels + level(y);
    }

    table<double> match_{};
    table<double> mismatch_{};
    static constexpr std::size_t row_width = 128;         ///< a power of two is quicker to multiply by
    std::array<char, row_width * row_width> agreement_{}; ///< by the characters themselves
    table<char> disagreement_{};
    std::array<double, quality_levels> errors_{};
    std::array<std::uint32_t, quality_levels> error_units_{}; ///< the same times 2^32
    simd::quality_weights quick_units_{};                     ///< the same again, the lowest of them
    char highest_made_{};
};

} // namespace ampstream::merge
