// SPDX-License-Identifier: BSD-3-Clause
// Clusters by samples, from the labels of their members.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/clustering.hpp>
#include <ampstream/core/feature_table.hpp>
#include <ampstream/core/unique_set.hpp>

namespace ampstream::cluster
{

/// The sample a label names in VSEARCH's tables: the value of the first `;sample=` or `;barcodelabel=`, else the
/// letters, digits and underscores the label begins with.
[[nodiscard]] std::string_view sample_in_label(std::string_view label) noexcept;

/// The OTU a label names there: the value of `;otu=`, else what stands before the first ';'.
[[nodiscard]] std::string_view otu_in_label(std::string_view label) noexcept;

/// Abundances (of the labels, as VSEARCH without regard to --sizein) by cluster and sample, rows and columns in byte
/// order of their names; clusters of one name are one row. `names` has a label for each cluster. Lineages are the value
/// of `;tax=` as one name, where a label has it, else without a name; there are none if no label has it.
[[nodiscard]] feature_table
otu_table(unique_set const & uniques, clustering const & partition, std::vector<std::string> const & names);

} // namespace ampstream::cluster
