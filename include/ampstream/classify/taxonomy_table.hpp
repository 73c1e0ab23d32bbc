// SPDX-License-Identifier: BSD-3-Clause
// Calls as text: one row a query.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/stats.hpp>

namespace ampstream::classify
{

/// `id`, for each rank its name and `NAME_confidence`, then `lineage`, `strand`, `status`; tab-separated, with newline.
[[nodiscard]] std::string table_header(std::vector<std::string> const & rank_names);

/// How rows are written.
struct table_style
{
    std::size_t ranks{};           ///< of the reference
    double min_confidence{0.8};    ///< `lineage` ends before the first name below it
    std::uint64_t bootstraps{100}; ///< decides the decimals of confidences: as many as tell rounds apart, at least 2
};

/// One row with newline. `lineage` joins confident names by ';' ("unclassified" if there is none); `strand` is + or -;
/// `status` is ok, tied, too_short or too_few_words. A query without call has the name "unclassified" and confidence 0
/// at each rank.
void append_row(std::string & text, std::string_view id, outcome const & one, table_style const & style);

/// Counts as lines for a person.
[[nodiscard]] std::vector<std::string>
report(stats const & counts, std::vector<std::string> const & rank_names, double min_confidence);

} // namespace ampstream::classify
