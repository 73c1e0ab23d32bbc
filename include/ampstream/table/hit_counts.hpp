// SPDX-License-Identifier: BSD-3-Clause
// A table from the best hits of a search.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <ampstream/core/error.hpp>
#include <ampstream/core/feature_table.hpp>

namespace ampstream::table
{

/// Counts queries by the target they hit: rows are targets that were hit, columns samples that hit one, both in byte
/// order of their names, as in the tables of `vsearch --usearch_global` before 2.26. A query counts `;size=N` times.
class hit_counts
{
public:
    /// `separator` ends the sample in labels that have no `;sample=` (see `sample_of`).
    explicit hit_counts(char separator) : separator_{separator} {}

    /// Throws `input_error` at `where` when the query names no sample or the target has no name.
    void add(std::string_view query, std::string_view target, input_location const & where);
    /// Adds what another object has counted.
    void add(hit_counts && other);
    [[nodiscard]] feature_table finish() const;

private:
    using by_sample = std::map<std::string, std::uint64_t, std::less<>>;

    char separator_;
    std::map<std::string, by_sample, std::less<>> counts_{}; ///< by row
};

} // namespace ampstream::table
