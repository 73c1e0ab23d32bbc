// SPDX-License-Identifier: BSD-3-Clause
// Clusters and samples from the .uc tables of clustering and dereplication.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <ampstream/core/clustering.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/table/uc_record.hpp>

namespace ampstream::table
{

/// A hash by which maps of strings are searched with views.
struct text_hash
{
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept
    {
        return std::hash<std::string_view>{}(text);
    }
};

template <typename value_t>
using map_by_text = std::unordered_map<std::string, value_t, text_hash, std::equal_to<>>;

/// What `build_table` needs.
struct membership
{
    unique_set uniques{};                 ///< members in the order of the .uc table; labels and sample counts only
    clustering clusters{};                ///< in the order of the S records
    std::vector<std::string> centroids{}; ///< one a cluster: the label without `;size=N`
    std::vector<std::string> samples{};   ///< all that were named, in byte order
};

/// Gathers the lines of .uc tables: first those of dereplication, if the clustered sequences were pooled from samples,
/// then those of clustering. Labels are compared without `;size=N`; a label counts `;size=N` times, once without it.
/// A file is given line by line and then closed, which checks that it is whole: .uc tables end with a C record for each
/// cluster.
class membership_reader
{
public:
    /// `separator` ends the sample in labels that have no `;sample=` (see `sample_of`); `expands`: dereplications come
    /// before the clustering.
    membership_reader(char separator, bool expands) : separator_{separator}, expands_{expands} {}

    /// A line of a dereplication: its uniques are expanded to their members, so that samples stay apart. Throws
    /// `input_error` as `parse_uc` does, for a label that names no sample or has an abundance of 0 or too large for 63
    /// bits, a unique listed twice and a member whose unique was not listed before.
    void add_dereplication(std::string_view line, input_location const & where);
    /// A line of a clustering. Throws as above; and, when uniques are expanded, when a sequence is not among their
    /// uniques or was clustered before.
    void add_clustering(std::string_view line, input_location const & where);
    /// The end of a file of either kind; `where` names it. Throws `input_error` when it has not as many C as S records.
    void end_file(input_location const & where);
    [[nodiscard]] membership finish() &&;

private:
    struct member
    {
        std::string label{};
        std::uint32_t cluster{};
        std::vector<sample_count> counts{}; ///< sample: number in order of appearance; may repeat
    };

    struct unique
    {
        std::vector<sample_count> counts{};
        bool is_clustered{};
    };

    [[nodiscard]] sample_count count_of(std::string_view label, input_location const & where);
    [[nodiscard]] std::uint64_t abundance(std::string_view label, input_location const & where);
    [[nodiscard]] std::uint32_t cluster_of(uc_record const & record, input_location const & where);
    void expand(member & one, std::string_view label, input_location const & where);

    char separator_;
    bool expands_;
    std::uint64_t total_{};          ///< all abundances so far
    std::uint64_t centroids_seen_{}; ///< S records of this file
    std::uint64_t summaries_seen_{}; ///< C records of this file
    map_by_text<std::uint32_t> sample_numbers_{};
    std::vector<std::string> samples_{}; ///< in order of appearance
    map_by_text<unique> uniques_{};
    map_by_text<std::uint32_t> cluster_numbers_{};
    std::vector<std::string> centroids_{};
    std::vector<std::uint32_t> founders_{}; ///< one a cluster: index of the centroid in `members_`
    std::vector<member> members_{};
};

} // namespace ampstream::table
