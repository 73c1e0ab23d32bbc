// SPDX-License-Identifier: BSD-3-Clause
// Which clusters become rows, in which order, and what they are called.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/core/error.hpp>
#include <ampstream/table/membership.hpp>

namespace ampstream::table
{

/// The order rows have when all clusters become rows.
enum class row_order
{
    clusters, ///< that of the clusters
    names,    ///< by the bytes of the names, as in VSEARCH's tables
};

/// Chooses clusters: all of them, or by the headers of a FASTA file of centroids. A header names a cluster by the old
/// label that follows the new one (`--relabel OTU_ --relabel_keep`) if there is one and it is a cluster's, otherwise by
/// its label; labels are compared without `;size=N`. A row is called what `row_name_of` says.
class row_choice
{
public:
    /// `centroids`: the clusters' labels without `;size=N`.
    explicit row_choice(std::vector<std::string> const & centroids);

    /// Chooses the cluster a header names. Throws `input_error` when there is no such cluster, it was chosen before, or
    /// the row has no name or that of another.
    void add(std::string_view header, input_location where);
    /// Chooses all clusters. Throws `input_error` at `where` when a row has no name or that of another.
    void add_all(std::vector<std::string> const & centroids, row_order order, input_location const & where);

    [[nodiscard]] std::vector<std::uint32_t> const & kept() const noexcept { return kept_; }
    [[nodiscard]] std::vector<std::string> const & names() const noexcept { return names_; }

private:
    void add(std::uint32_t cluster, std::string_view name, std::string_view header, input_location const & where);

    map_by_text<std::uint32_t> clusters_{};
    map_by_text<bool> taken_names_{};
    std::vector<bool> is_chosen_{};
    std::vector<std::uint32_t> kept_{};
    std::vector<std::string> names_{};
};

} // namespace ampstream::table
