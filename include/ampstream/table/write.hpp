// SPDX-License-Identifier: BSD-3-Clause
// Tables as text: TSV, BIOM 1.0 and mothur's shared file.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <ampstream/core/feature_table.hpp>

namespace ampstream::table
{

/// Receives the text in pieces.
using text_sink = std::function<void(std::string_view)>;

/// Tab-separated: `first_column` and the samples' names, then a row a feature; with `with_taxonomy` and lineages (or
/// ranks and no row) a last column `taxonomy`, ranks joined by "; " as QIIME does; a lineage without a name is written
/// `unclassified`. Throws `input_error` for a name with a tab or a line end, which would be another table.
void write_tsv(feature_table const & table, std::string_view first_column, bool with_taxonomy, text_sink const & write);

/// BIOM 1.0 (https://biom-format.org): sparse integer counts; `metadata.taxonomy` is an array of ranks when the table
/// has lineages, ["unclassified"] for one without a name. Names are escaped; bytes that are not UTF-8 become U+FFFD.
/// `date` is fixed, so the same table gives the same bytes; `generated_by` names the program and its version.
void write_biom(feature_table const & table, std::string_view generated_by, text_sink const & write);

/// mothur's shared file: a row a sample, a column a feature; `label` fills the first column. Throws as `write_tsv`.
void write_shared(feature_table const & table, std::string_view label, text_sink const & write);

} // namespace ampstream::table
