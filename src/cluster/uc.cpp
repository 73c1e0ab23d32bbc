// SPDX-License-Identifier: BSD-3-Clause
// Records of the .uc format.
#include <ampstream/cluster/uc.hpp>

#include <iterator>

#include <fmt/format.h>

#include <ampstream/exec/write_in_order.hpp>

namespace ampstream::cluster
{

std::vector<std::uint64_t> cluster_sizes(unique_set const & uniques, clustering const & partition, bool by_abundance)
{
    std::vector<std::uint64_t> sizes(partition.centroids.size());
    for (std::size_t i = 0; i < uniques.size(); ++i)
        sizes[partition.cluster_of[i]] += by_abundance ? uniques.abundance(i) : 1;
    return sizes;
}

namespace
{

/// Is the path "="?
bool is_perfect(membership const & member, uc_form const & form) noexcept
{
    return form.ignores_terminal_gaps ? member.counts.matches == member.counts.interior_columns() : member.is_perfect();
}

} // namespace

void write_uc(unique_set const & uniques,
              result const & clustered,
              std::vector<std::uint64_t> const & sizes,
              std::function<std::string(std::size_t)> const & label_of,
              std::function<void(std::string_view)> const & write,
              exec::thread_budget const & budget,
              uc_form const & form)
{
    constexpr std::size_t records = 1024;
    clustering const & partition = clustered.partition;
    auto const append_records = [&](std::string & text, std::size_t begin, std::size_t end)
    {
        auto const back = std::back_inserter(text);
        for (std::size_t i = begin; i < end; ++i)
        {
            std::uint32_t const cluster = partition.cluster_of[i];
            std::uint32_t const centroid = partition.centroids[cluster];
            membership const & member = clustered.memberships[i];
            if (centroid == i)
                fmt::format_to(back, "S\t{}\t{}\t*\t*\t*\t*\t*\t{}\t*\n", cluster, uniques.sequence(i).size(),
                               label_of(i));
            else
                fmt::format_to(back, "H\t{}\t{}\t{:.1f}\t{}\t0\t0\t{}\t{}\t{}\n", cluster, uniques.sequence(i).size(),
                               member.identity, member.is_reversed ? '-' : '+',
                               is_perfect(member, form) ? "=" : align::cigar(member.path), label_of(i),
                               label_of(centroid));
        }
    };
    auto const append_sizes = [&](std::string & text, std::size_t begin, std::size_t end)
    {
        for (std::size_t i = begin; i < end; ++i)
        {
            std::size_t const cluster = form.order.empty() ? i : form.order[i];
            fmt::format_to(std::back_inserter(text), "C\t{}\t{}\t*\t*\t*\t*\t*\t{}\t*\n", cluster, sizes[cluster],
                           label_of(partition.centroids[cluster]));
        }
    };
    exec::write_in_order(budget, uniques.size(), records, append_records, write);
    exec::write_in_order(budget, sizes.size(), records, append_sizes, write);
}

} // namespace ampstream::cluster
