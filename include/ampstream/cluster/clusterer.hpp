// SPDX-License-Identifier: BSD-3-Clause
// Greedy clustering around centroids.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/align/alignment.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/cluster/stats.hpp>
#include <ampstream/core/clustering.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>

namespace ampstream::cluster
{

/// How a unique lies on its centroid. That of a centroid is empty.
struct membership
{
    double identity{};  ///< percent
    bool is_reversed{}; ///< the reverse complement of the unique is meant
    align::statistics counts{};
    std::vector<align::run> path{}; ///< of the unique against the centroid
    std::int64_t score{};           ///< of the alignment

    /// Equal from end to end: VSEARCH prints "=" for the path.
    [[nodiscard]] bool is_perfect() const noexcept { return counts.matches == counts.columns; }
    bool operator==(membership const &) const = default;
};

/// What a clusterer makes.
struct result
{
    clustering partition{};
    std::vector<membership> memberships{}; ///< one a unique
    stats counted{};

    bool operator==(result const & other) const
    {
        return partition.centroids == other.partition.centroids && partition.cluster_of == other.partition.cluster_of &&
               memberships == other.memberships && counted == other.counted;
    }
};

/// Called now and then with the number of uniques done and the number of clusters so far.
using progress = std::function<void(std::size_t done, std::size_t clusters)>;

/// Takes uniques in their order: each joins the best centroid its search accepts, or becomes a centroid. As `vsearch
/// --cluster_size` when they come by abundance (`order_by_abundance`), as `--cluster_fast` when by length.
///
/// Uniques are searched in rounds, in parallel against the centroids of earlier rounds. Those that find none are
/// newcomers: still in parallel, all later uniques of the round put them at the places in their lists of candidates
/// where they would stand as centroids. Then, one after the other, candidates that did not become centroids are struck
/// out, and only what changes is looked at again. The result is that of taking one unique at a time.
class clusterer
{
public:
    /// Most uniques in a round. Rounds grow with the number of centroids: early on most uniques become centroids, which
    /// would have to be compared one after the other.
    static constexpr std::size_t default_largest_round = 512;

    /// Throws as `options::validate`. `budget` must outlive the clusterer.
    clusterer(options chosen, exec::thread_budget const & budget, std::size_t largest_round = default_largest_round);

    /// The result is the same for any threads and any size of rounds. Throws `interrupted` after a stop request.
    [[nodiscard]] result operator()(unique_set const & uniques, progress const & tell = {}) const;

private:
    options options_;
    exec::thread_budget const & budget_;
    std::size_t largest_round_;
};

/// A sequence as it is clustered and written: masked as `options::qmask` says.
[[nodiscard]] std::string masked(std::string_view sequence, options const & chosen);

} // namespace ampstream::cluster
