// SPDX-License-Identifier: BSD-3-Clause
// Alignment through the few cells that matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>
#include <ampstream/simd/pruned_matrix.hpp>
#include <ampstream/simd/target.hpp>

#include "align/band_aligner.hpp"
#include "align/one_gap.hpp"

namespace ampstream::align
{

/// Gives the alignment of the full matrix but fills only cells through which a path of at least some score can run,
/// which `simd::fill` proves. That score is first guessed: the better of the guess and of the best path with at most
/// one gap, which is quickly found. If no path reaches it, a lower one is tried. Plain relatives of about the same
/// length are first tried in a band (`band_aligner`), which is quicker where it is certain.
class pruned_aligner
{
public:
    pruned_aligner(scoring const & scores, simd::target target);

    /// Do the scores of such a pair fit 16 bits, and the scoring the proof?
    [[nodiscard]] bool can_align(std::size_t rows, std::size_t columns) const noexcept;
    /// Precondition: `can_align` for these lengths. `diagonal`, see `band_aligner`.
    [[nodiscard]] alignment operator()(std::span<std::uint8_t const> query,
                                       std::span<std::uint8_t const> target,
                                       std::optional<std::ptrdiff_t> diagonal = std::nullopt);

private:
    /// Memory whose pages are touched only when they are used.
    struct lazy_memory
    {
        std::unique_ptr<std::int16_t[]> data{};
        std::int64_t size{};
    };

    [[nodiscard]] bool is_diagonal_best(std::span<std::uint8_t const> query,
                                        std::span<std::uint8_t const> target,
                                        std::int64_t lack) const noexcept;
    void prepare(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);
    void reserve(std::size_t rows, std::size_t columns);
    [[nodiscard]] std::int32_t highest_score(std::int32_t rows, std::int32_t columns) const noexcept;
    void fill(std::int32_t highest, std::int32_t reachable);
    [[nodiscard]] std::vector<run> trace() const;

    scoring scores_;
    simd::target target_;
    one_gap_scorer one_gap_;
    band_aligner band_;
    simd::pruned_matrix matrix_{};
    std::vector<std::int16_t> query_{};
    std::vector<std::int16_t> reversed_target_{};
    std::vector<std::int16_t> row_open_{};
    std::vector<std::int16_t> row_extend_{};
    std::vector<std::int16_t> reversed_open_{};
    std::vector<std::int16_t> reversed_extend_{};
    std::vector<std::int16_t> rows_{}; ///< six arrays by row
    std::vector<std::int32_t> first_rows_{};
    std::vector<std::int64_t> offsets_{};
    lazy_memory directions_{};
};

} // namespace ampstream::align
