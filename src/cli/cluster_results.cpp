// SPDX-License-Identifier: BSD-3-Clause
// Clusters into files.
#include "cli/cluster_results.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include <ampstream/cluster/otu_table.hpp>
#include <ampstream/cluster/uc.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/match/rows.hpp>
#include <ampstream/match/user_fields.hpp>
#include <ampstream/table/write.hpp>

#include "cli/cluster_hits.hpp"
#include "cli/version.hpp"

namespace ampstream::cli
{

option_list cluster_results::describe()
{
    auto const file = [](std::string name, result_file & one, std::string help)
    {
        std::string counterpart = "vsearch --" + name;
        return option{.name = std::move(name),
                      .value = &one.name,
                      .help = std::move(help),
                      .counterpart = std::move(counterpart),
                      .is_file = true,
                      .is_output = true};
    };
    return {file("centroids", centroids_, "Centroids in the order they were made, FASTA"),
            file("uc", uc_, "Clusters and their members in USEARCH's table"),
            file("otutabout", tsv_, "Abundances by cluster and sample, names from the labels; TSV"),
            file("biomout", biom_, "The same, BIOM 1.0 (JSON)"),
            file("mothur_shared_out", shared_, "The same, mothur's shared file"),
            file("consout", consensus_, "Consensus of each cluster, FASTA"),
            file("profile", profile_, "Letters in each column of each cluster's alignment"),
            file("msaout", alignment_, "Alignment of each cluster with its consensus, FASTA"),
            file("blast6out", blast6_, "Members and their centroids in BLAST's twelve columns"),
            file("userout", user_, "Members and their centroids in the columns of --userfields"),
            {.name = "userfields",
             .value = &user_fields_,
             .help = "Columns of --userout, joined by '+'; names as in VSEARCH",
             .counterpart = "vsearch --userfields"},
            {.name = "output_no_hits",
             .value = &output_no_hits_,
             .help = "Centroids get rows in --blast6out and --userout, too",
             .counterpart = "vsearch --output_no_hits"},
            file("samout", sam_, "Members on their centroids as SAM, without header"),
            file("matched", matched_, "Members that are not centroids, FASTA"),
            file("notmatched", notmatched_, "Centroids as they came, FASTA")};
}

void cluster_results::open()
{
    static_cast<void>(match::user_fields{user_fields_}); // a wrong name is found before the work begins
    bool is_any = false;
    for (result_file * const one : files())
        if (!one->name.empty())
        {
            one->file.emplace(one->name);
            is_any = true;
        }
    if (!is_any)
        throw usage_error{"no output file is named; give --centroids or --uc (the others are in --help)"};
}

namespace
{

/// Some clusters on their way to the files.
struct clusters_text
{
    std::size_t begin{};
    std::size_t end{};
    std::string centroids{};
    std::string consensus{};
    std::string profile{};
    std::string alignment{};
};

} // namespace

void cluster_results::write_clusters(cluster::cluster_writer const & clusters, exec::thread_budget const & budget)
{
    constexpr std::size_t at_once = 128;
    bool const aligns = consensus_ || profile_ || alignment_;
    if (!centroids_ && !aligns)
        return;
    std::size_t next = 0;
    exec::run_stream<clusters_text>(
        budget,
        [&]() -> std::optional<clusters_text>
        {
            if (next == clusters.order().size())
                return std::nullopt;
            clusters_text const drawn{.begin = next, .end = std::min(clusters.order().size(), next + at_once)};
            next = drawn.end;
            return drawn;
        },
        [&](clusters_text & texts)
        {
            for (std::size_t i = texts.begin; i < texts.end; ++i)
            {
                std::uint32_t const number = clusters.order()[i];
                if (centroids_)
                    clusters.append_centroid(texts.centroids, number);
                if (!aligns)
                    continue;
                cluster::star_alignment const aligned = clusters.align(number);
                if (consensus_)
                    clusters.append_consensus(texts.consensus, number, aligned);
                if (profile_)
                    clusters.append_profile(texts.profile, number, aligned);
                if (alignment_)
                    clusters.append_alignment(texts.alignment, number, aligned);
            }
        },
        [&](clusters_text & texts)
        {
            centroids_.flush(texts.centroids);
            consensus_.flush(texts.consensus);
            profile_.flush(texts.profile);
            alignment_.flush(texts.alignment);
        });
}

void cluster_results::write_matches(unique_set const & uniques,
                                    cluster::result const & clustered,
                                    cluster::options const & chosen,
                                    cluster::appearance const & how)
{
    std::array<std::uint64_t, 2> written{};
    std::string text;
    std::string label;
    for (std::size_t i = 0; i < uniques.size(); ++i)
    {
        bool const is_centroid = clustered.partition.centroids[clustered.partition.cluster_of[i]] == i;
        result_file & file = is_centroid ? notmatched_ : matched_;
        if (!file)
            continue;
        std::string const sequence = cluster::masked(uniques.sequence(i), chosen);
        label.clear();
        append_label(label, how.style,
                     {.header = uniques.label(i),
                      .sequence = sequence,
                      .ordinal = ++written.at(is_centroid ? 1 : 0),
                      .abundance = uniques.abundance(i)});
        io::append_fasta(text, label, sequence, how.fasta_width);
        file.flush(text);
    }
}

void cluster_results::write_hits(unique_set const & uniques,
                                 cluster::result const & clustered,
                                 cluster::options const & chosen)
{
    cluster_hits const hits{uniques, clustered, chosen};
    match::user_fields const fields{user_fields_};
    std::string text;
    for (std::size_t i = 0; i < uniques.size(); ++i)
    {
        match::answer const query = hits[i];
        if (blast6_)
        {
            match::append_blast6(text, query, hits.centroids(), output_no_hits_);
            blast6_.flush(text);
        }
        if (user_)
        {
            fields.append(text, query, hits.centroids(), output_no_hits_);
            user_.flush(text);
        }
        if (sam_)
        {
            match::append_sam(text, query, hits.centroids(), false);
            sam_.flush(text);
        }
    }
}

void cluster_results::write_tables(unique_set const & uniques,
                                   cluster::result const & clustered,
                                   cluster::cluster_writer const & clusters)
{
    std::vector<std::string> names(clusters.order().size());
    for (std::uint32_t cluster = 0; cluster < names.size(); ++cluster)
        names[cluster] = clusters.name(cluster);
    feature_table counts = cluster::otu_table(uniques, clustered.partition, names);
    if (biom_)
        table::write_biom(counts, fmt::format("ampstream {}", version), biom_.sink());
    for (lineage & one : counts.lineages)
        if (one.empty())
            one.emplace_back(); // VSEARCH leaves the column empty
    if (tsv_)
        table::write_tsv(counts, "#OTU ID", true, tsv_.sink());
    if (shared_)
        table::write_shared(counts, "vsearch", shared_.sink());
}

void cluster_results::write(unique_set const & uniques,
                            cluster::result const & clustered,
                            cluster::options const & chosen,
                            cluster::appearance const & how,
                            exec::thread_budget const & budget)
{
    cluster::cluster_writer const clusters{uniques, clustered, chosen, how};
    write_clusters(clusters, budget);
    if (matched_ || notmatched_)
        write_matches(uniques, clustered, chosen, how);
    if (blast6_ || user_ || sam_)
        write_hits(uniques, clustered, chosen);
    if (tsv_ || biom_ || shared_)
        write_tables(uniques, clustered, clusters);
    if (uc_)
        cluster::write_uc(uniques, clustered, clusters.sizes(),
                          [&](std::size_t unique)
                          { return without_annotations(uniques.label(unique), how.style.xsize, how.style.xee); },
                          uc_.sink(), budget,
                          {.order = clusters.order(), .ignores_terminal_gaps = chosen.method == "fast"});
}

void cluster_results::commit()
{
    for (result_file * const one : files())
        if (one->file)
            one->file->commit();
}

} // namespace ampstream::cli
