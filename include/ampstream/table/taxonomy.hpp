// SPDX-License-Identifier: BSD-3-Clause
// Lineages for the rows of a table, read from the TSV of classification.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/error.hpp>
#include <ampstream/core/feature_table.hpp>
#include <ampstream/core/lineage.hpp>
#include <ampstream/table/membership.hpp>

namespace ampstream::table
{

/// Lineages by label. The table has a header line with the columns `id` and `lineage`, and for each rank a column NAME
/// followed by `NAME_confidence`: what `ampstream classify` writes. `lineage` joins names by ';'; "unclassified" or
/// nothing is a lineage without a name.
class taxonomy
{
public:
    /// The first line is the header. Throws `input_error` for a header without these columns, a row with another number
    /// of columns, more names than ranks, an empty name inside a lineage, and an id that was there before. Ids are
    /// compared without `;size=N`.
    void add_line(std::string_view line, input_location const & where);

    [[nodiscard]] std::vector<std::string> const & rank_names() const noexcept { return rank_names_; }
    /// nullptr when the id is not in the table.
    [[nodiscard]] lineage const * find(std::string_view id) const;

private:
    void read_header(std::vector<std::string_view> const & columns, input_location const & where);

    bool has_header_{};
    std::size_t columns_{};
    std::size_t lineage_column_{};
    std::vector<std::string> rank_names_{};
    map_by_text<lineage> lineages_{};
};

/// Gives every row its lineage: by the row's name, or by `centroids[row]`, the label it had before it was renamed.
/// `file` is named in messages. Throws `input_error` naming the first row that is not in the taxonomy.
void attach(taxonomy const & known,
            std::vector<std::string> const & centroids,
            std::string const & file,
            feature_table & table);

} // namespace ampstream::table
