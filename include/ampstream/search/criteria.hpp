// SPDX-License-Identifier: BSD-3-Clause
// When a candidate is a hit and when a search ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include <ampstream/align/alignment.hpp>

namespace ampstream::search
{

/// Limits of one search; the names are VSEARCH's. Clustering uses the defaults; UCHIME searches its parts with id 0.55,
/// 4 accepts and 16 rejects.
struct criteria
{
    double id{0.97}; ///< least identity of a hit, 0 to 1
    align::identity_definition iddef{align::identity_definition::interior};
    std::uint64_t maxaccepts{1};  ///< the search ends after so many hits; 0: no limit
    std::uint64_t maxrejects{32}; ///< the search ends after so many rejected candidates; 0: no limit
    std::optional<std::uint64_t>
        minwordmatches{}; ///< words a candidate shares at least; unset: by word length, 12 for 8

    /// Candidates a search can look at before one of its budgets is spent.
    [[nodiscard]] std::size_t most_candidates() const noexcept;
    /// Is the identity (percent) of an alignment with these counts enough? As VSEARCH, an alignment without a single
    /// pair of letters is never accepted.
    [[nodiscard]] bool accepts(align::statistics const & counts, double identity) const noexcept;
    /// Words a candidate must share with a query of `distinct_words` words of `word_length` bases:
    /// min(minwordmatches, distinct_words). A query without words has every target for a candidate.
    [[nodiscard]] std::size_t word_threshold(std::size_t distinct_words, unsigned word_length) const noexcept;
};

/// VSEARCH's default of --minwordmatches for words of 3 to 12 bases: 18, 17, 16, 15, 14, 12, 11, 10, 9, 8.
[[nodiscard]] std::uint64_t default_minwordmatches(unsigned word_length) noexcept;

} // namespace ampstream::search
