// SPDX-License-Identifier: BSD-3-Clause
// Features (OTUs, genera, …) × samples: sparse counts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <ampstream/core/lineage.hpp>
#include <ampstream/core/unique_set.hpp>

namespace ampstream
{

/// Counts by feature (row) and sample (column). Rows hold non-zero counts, ascending in the sample index.
struct feature_table
{
    std::vector<std::string> samples{};               ///< names of columns, as the user wrote them
    std::vector<std::string> features{};              ///< names of rows
    std::vector<std::vector<sample_count>> counts{};  ///< one row a feature
    std::vector<lineage> lineages{};                  ///< one a feature, or empty when nothing is classified
    std::vector<std::string> rank_names{};            ///< names of the ranks in `lineages`, e.g. domain … genus
    std::vector<std::string> metadata_columns{};      ///< what is known of the samples, e.g. group; may be empty
    std::vector<std::vector<std::string>> metadata{}; ///< one a sample, one value a column; empty without columns
};

} // namespace ampstream
