// SPDX-License-Identifier: BSD-3-Clause
// The fate of every read: for each sample what each stage kept and why it lost the rest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ampstream::pipeline
{

/// Why a read (or pair) was lost at a stage, or how many a stage kept.
struct counter
{
    std::string name; ///< column: `lost_merge_too_few_kmers`, `merged`, …
    std::uint64_t count{};
};

/// One row of `read_tracking.tsv`: counters in the order of the stages.
struct sample_tracking
{
    std::string sample{};
    std::vector<counter> counters{};

    /// Count of the named counter, 0 if there is none.
    [[nodiscard]] std::uint64_t count(std::string_view name) const noexcept;
    /// Sum of all counters whose name begins with `lost_`.
    [[nodiscard]] std::uint64_t lost() const noexcept;
};

/// Throws `internal_error` unless pairs = lost + in_otus in every row: a read without a fate is a bug of ours.
void check_sums(std::vector<sample_tracking> const & samples);

/// The table as TSV text: a header, then a row a sample. All rows have the same counters.
[[nodiscard]] std::string tracking_text(std::vector<sample_tracking> const & samples);

} // namespace ampstream::pipeline
