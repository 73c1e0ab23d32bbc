// SPDX-License-Identifier: BSD-3-Clause
// Global alignment with affine gaps, cheaper at the ends, with VSEARCH's choice among equally good paths.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>

namespace ampstream::align
{

/// Aligns pairs, one after the other, with memory that is used again. Not for two threads at once.
///
/// Among paths of the best score the one VSEARCH prints is chosen: a pair of bases is preferred to a gap, a target gap
/// to a query gap, and opening a gap to extending one.
///
/// The dynamic programme runs in a band around the main diagonals first. Leaving the band needs so many gap columns
/// that the score of any such path has a bound; if the best path in the band beats it, no path outside can win or tie
/// and the result is that of the full matrix. Otherwise the band is widened.
class aligner
{
public:
    explicit aligner(scoring const & values = {});

    /// The alignment of `query` (rows) with `target` (columns). Letters are IUPAC codes in either case, U is T.
    /// Time: length × band; memory: one byte a cell.
    [[nodiscard]] alignment operator()(std::string_view query, std::string_view target);
    /// The same from the full matrix: the definition the band is tested against.
    [[nodiscard]] alignment align_fully(std::string_view query, std::string_view target);

private:
    /// Diagonals are target position − query position.
    struct band
    {
        std::int64_t lowest{};
        std::int64_t highest{};
    };

    void encode(std::string_view query, std::string_view target);
    [[nodiscard]] std::int32_t fill(band const & within);
    [[nodiscard]] path trace(band const & within) const;
    [[nodiscard]] std::int64_t best_outside(band const & within) const noexcept;
    void make_scores();

    scoring values_;
    std::vector<std::int32_t> scores_{};     ///< 16 × 16, by the base sets of two letters
    std::vector<std::uint8_t> query_{};      ///< base sets
    std::vector<std::uint8_t> target_{};     ///< base sets
    std::vector<std::int32_t> best_{};       ///< H of the previous row, then of this one; entry j + 1 is column j
    std::vector<std::int32_t> vertical_{};   ///< F that enters this row, by column
    std::vector<std::uint8_t> directions_{}; ///< by row, then by place in the band
};

} // namespace ampstream::align
