// SPDX-License-Identifier: BSD-3-Clause
// The part of a gene that a pair of primers amplifies.
#pragma once

#include <optional>
#include <string_view>

#include <ampstream/trim/coded_read.hpp>
#include <ampstream/trim/primer.hpp>
#include <ampstream/trim/primer_match.hpp>

namespace ampstream::refdb
{

/// Cuts genes on the plus strand down to what lies between two primers; the primers go. `const` after construction,
/// safe to share between threads.
class region_cutter
{
public:
    /// `errors_per_base`: mismatches allowed in a primer, of its bases that are not N, rounded down; 0 to below 1. A
    /// set with one primer cuts at that side only.
    region_cutter(trim::primer_set const & primers, double errors_per_base);

    /// The bases between the primers; nullopt when a primer is not in the gene, whole. Of several places the one with
    /// the fewest mismatches counts, the first of equal ones; the reverse primer is searched behind the forward one. A
    /// letter other than A, C, G, T is a mismatch. `buffer` is working memory.
    [[nodiscard]] std::optional<std::string_view> operator()(std::string_view gene, trim::coded_read & buffer) const;

private:
    std::optional<trim::primer_matcher> forward_{};
    std::optional<trim::primer_matcher> reverse_{};
};

} // namespace ampstream::refdb
