// SPDX-License-Identifier: BSD-3-Clause
// Records of the .uc format.
#include <ampstream/cluster/uc.hpp>

#include <iterator>

#include <fmt/format.h>

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
              uc_form const & form)
{
    constexpr std::size_t piece = std::size_t{1} << 20U;
    clustering const & partition = clustered.partition;
    std::string text;
    auto const end = std::back_inserter(text);
    auto const flush = [&](std::size_t limit)
    {
        if (text.size() < limit)
            return;
        write(text);
        text.clear();
    };
    for (std::size_t i = 0; i < uniques.size(); ++i)
    {
        std::uint32_t const cluster = partition.cluster_of[i];
        std::uint32_t const centroid = partition.centroids[cluster];
        membership const & member = clustered.memberships[i];
        if (centroid == i)
            fmt::format_to(end, "S\t{}\t{}\t*\t*\t*\t*\t*\t{}\t*\n", cluster, uniques.sequence(i).size(), label_of(i));
        else
            fmt::format_to(end, "H\t{}\t{}\t{:.1f}\t{}\t0\t0\t{}\t{}\t{}\n", cluster, uniques.sequence(i).size(),
                           member.identity, member.is_reversed ? '-' : '+',
                           is_perfect(member, form) ? "=" : align::cigar(member.path), label_of(i), label_of(centroid));
        flush(piece);
    }
    for (std::size_t i = 0; i < sizes.size(); ++i)
    {
        std::size_t const cluster = form.order.empty() ? i : form.order[i];
        fmt::format_to(end, "C\t{}\t{}\t*\t*\t*\t*\t*\t{}\t*\n", cluster, sizes[cluster],
                       label_of(partition.centroids[cluster]));
        flush(piece);
    }
    flush(1);
}

} // namespace ampstream::cluster
