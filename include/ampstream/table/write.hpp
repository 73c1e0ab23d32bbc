// SPDX-License-Identifier: BSD-3-Clause
// Tables as text: TSV and BIOM 1.0.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <ampstream/core/feature_table.hpp>

namespace ampstream::table
{

/// Receives the text in pieces.
using text_sink = std::function<void(std::string_view)>;

/// Tab-separated: `first_column` and the samples' names, then a row a feature; with `with_taxonomy` and lineages a last
/// column `taxonomy`, ranks joined by "; " as QIIME does; a lineage without a name is
/// written `unclassified`.
void write_tsv(feature_table const & table, std::string_view first_column, bool with_taxonomy, text_sink const & write);

/// BIOM 1.0 (https://biom-format.org): sparse integer counts; `metadata.taxonomy` is an array of ranks when the table
/// has lineages, ["unclassified"] for one without a name. `date` is fixed, so the same table gives the same bytes;
/// `generated_by` names the program and its version.
void write_biom(feature_table const & table, std::string_view generated_by, text_sink const & write);

} // namespace ampstream::table
