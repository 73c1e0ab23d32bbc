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

/// Chooses clusters by the headers of a FASTA file of centroids. A header names a cluster by its label, or, where the
/// label is new, by the old one that follows it (`--relabel OTU_ --relabel_keep`); labels are compared without
/// `;size=N`.
class row_choice
{
public:
    /// `centroids`: the clusters' labels without `;size=N`.
    explicit row_choice(std::vector<std::string> const & centroids);

    /// Chooses the cluster a header names; its label is the name of the row. Throws `input_error` when there is no such
    /// cluster, or it or the name was chosen before.
    void add(std::string_view header, input_location where);

    [[nodiscard]] std::vector<std::uint32_t> const & kept() const noexcept { return kept_; }
    [[nodiscard]] std::vector<std::string> const & names() const noexcept { return names_; }

private:
    map_by_text<std::uint32_t> clusters_{};
    map_by_text<bool> taken_names_{};
    std::vector<bool> is_chosen_{};
    std::vector<std::uint32_t> kept_{};
    std::vector<std::string> names_{};
};

} // namespace ampstream::table
