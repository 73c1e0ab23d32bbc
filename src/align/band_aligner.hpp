// SPDX-License-Identifier: BSD-3-Clause
// Alignment of near relatives of about the same length, in a band of diagonals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>
#include <ampstream/simd/band.hpp>
#include <ampstream/simd/target.hpp>

namespace ampstream::align
{

/// Gives the alignment of the full matrix, or nothing where it cannot prove that it is the one. Owns working memory.
class band_aligner
{
public:
    band_aligner(scoring const & scores, simd::target target);

    /// `diagonal`: where the best path is likely to run (position of the target less that
    /// of the query); without it, from corner to corner. nullopt: the sequences are too short or too different in
    /// length, the scores do not suit the band, or a path outside of the band may be as good.
    [[nodiscard]] std::optional<alignment> operator()(std::span<std::uint8_t const> query,
                                                      std::span<std::uint8_t const> target,
                                                      std::optional<std::ptrdiff_t> diagonal = std::nullopt);

    /// After a call: no path has a higher score; nullopt if nothing was found out.
    [[nodiscard]] std::optional<std::int64_t> highest_score() const noexcept { return highest_score_; }

private:
    [[nodiscard]] bool place(std::size_t rows, std::size_t columns, std::optional<std::ptrdiff_t> diagonal) noexcept;
    void prepare(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);
    [[nodiscard]] bool trace(std::vector<run> & path) const;

    scoring scores_;
    simd::target target_;
    bool is_suitable_{};
    std::optional<std::int64_t> highest_score_{};
    simd::band band_{};
    std::vector<std::uint8_t> query_{};
    std::vector<std::uint8_t> reversed_query_{};
    std::vector<std::uint8_t> letters_{}; ///< of the target
    std::vector<std::uint8_t> prices_{};
    std::vector<std::uint8_t> directions_{};
    std::vector<std::uint8_t> outside_{};
};

} // namespace ampstream::align
