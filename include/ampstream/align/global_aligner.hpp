// SPDX-License-Identifier: BSD-3-Clause
// Global alignment with affine gaps: VSEARCH's scores and VSEARCH's choice among equal paths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/align/scoring.hpp>
#include <ampstream/simd/target.hpp>

namespace ampstream::align
{

/// Letters as sets of bases, one byte each: bit 0 A, bit 1 C, bit 2 G, bit 3 T/U; case does not count. `codes` is
/// replaced; precondition: IUPAC letters only.
void encode(std::string_view sequence, std::vector<std::uint8_t> & codes);
/// The same into a new vector.
[[nodiscard]] std::vector<std::uint8_t> encode(std::string_view sequence);

/// Aligns pairs end to end. Owns working memory: one aligner a thread.
///
/// Among equally good paths the one VSEARCH takes: at each cell a step along both sequences beats a query-only step,
/// and the better of these beats a target-only step, on equality; a gap is extended only where that is strictly better
/// than opening it anew; the path is read from the lower right corner and goes on with the gap it is in where it can,
/// then prefers target-only, query-only, both. VSEARCH aligns pairs of more than 25,000,000 cells in linear memory,
/// with another choice among equal paths; here the rule is one for all, and the full matrix takes a byte a cell.
///
/// Time: cells, or a band around the diagonal where a bound proves that no path outside of it is as good.
class global_aligner
{
public:
    explicit global_aligner(scoring const & scores = {}, simd::target target = simd::best_target());
    ~global_aligner();
    global_aligner(global_aligner &&) noexcept;
    global_aligner & operator=(global_aligner &&) noexcept;

    /// Path, score and counts of the best alignment. Arguments are codes from `encode`; either may be empty.
    [[nodiscard]] alignment operator()(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target);
    /// The same, quicker for a target that is much longer if the best path runs near `diagonal` (position of the target
    /// less that of the query).
    [[nodiscard]] alignment
    operator()(std::span<std::uint8_t const> query, std::span<std::uint8_t const> target, std::ptrdiff_t diagonal);
    /// The same for letters.
    [[nodiscard]] alignment operator()(std::string_view query, std::string_view target);
    /// A score that the best alignment has or surpasses, found in a fraction of the time.
    [[nodiscard]] std::int64_t reachable_score(std::span<std::uint8_t const> query,
                                               std::span<std::uint8_t const> target);
    /// Of the path of the last `reachable_score`, which has all its pairs on the first and on the last diagonal: places
    /// at which `word_length` pairs of equal bases begin.
    [[nodiscard]] std::size_t equal_words(std::size_t word_length) const;

private:
    struct workspace;
    std::unique_ptr<workspace> work_;
};

} // namespace ampstream::align
