// SPDX-License-Identifier: BSD-3-Clause
// ampstream cluster: greedy clustering of uniques around centroids.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <ampstream/cluster/cluster_writer.hpp>
#include <ampstream/cluster/clusterer.hpp>
#include <ampstream/cluster/intake.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/cluster/order.hpp>
#include <ampstream/cluster/otu_table.hpp>
#include <ampstream/cluster/uc.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/io/format.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/table/write.hpp>

#include "cli/command.hpp"
#include "cli/fasta_output.hpp"
#include "cli/version.hpp"

namespace ampstream::cli
{

namespace
{

/// A result file that is there if it has a name.
struct result_file
{
    std::string name{};
    std::optional<io::output_file> file{};

    explicit operator bool() const noexcept { return file.has_value(); }
    /// Writes and empties `text`.
    void flush(std::string & text)
    {
        file->write(text);
        text.clear();
    }
    [[nodiscard]] std::function<void(std::string_view)> sink()
    {
        return [this](std::string_view text) { file->write(text); };
    }
};

class cluster_command : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "cluster"; }
    [[nodiscard]] std::string_view summary() const override { return "Cluster sequences around centroids"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Takes sequences by abundance, the most abundant first: each joins the best centroid that is similar\n"
               "enough or becomes a centroid, as vsearch --cluster_size does; --method has VSEARCH's other ways.\n"
               "Abundances (;size=N) always decide the order; with --sizein they are also summed up for each cluster.\n"
               "Example: ampstream cluster uniques.fasta --id 0.97 --sizein --sizeout --centroids otus.fasta --uc "
               "otus.uc";
    }
    [[nodiscard]] int position() const override { return 60; }
    option_list options() override;
    void run(context & given) override;

private:
    option_list describe_files();
    void open_files();
    [[nodiscard]] unique_set read(context & given) const;
    void write(unique_set const & uniques, cluster::result const & clustered);
    void write_clusters(cluster::cluster_writer const & clusters);
    void write_matches(unique_set const & uniques, cluster::result const & clustered);
    void write_tables(unique_set const & uniques,
                      cluster::result const & clustered,
                      cluster::cluster_writer const & clusters);

    std::vector<result_file *> files()
    {
        return {&centroids_, &uc_,         &consensus_, &profile_, &alignment_,
                &matched_,   &notmatched_, &tsv_,       &biom_,    &shared_};
    }

    std::string input_{};
    result_file centroids_{};
    result_file uc_{};
    result_file consensus_{};
    result_file profile_{};
    result_file alignment_{};
    result_file matched_{};
    result_file notmatched_{};
    result_file tsv_{};
    result_file biom_{};
    result_file shared_{};
    cluster::options chosen_{};
    cluster::length_limits lengths_{};
    cluster::appearance how_{};
};

option_list cluster_command::describe_files()
{
    auto const file = [](std::string name, result_file & one, std::string help)
    {
        std::string counterpart = "vsearch --" + name;
        return option{.name = std::move(name),
                      .value = &one.name,
                      .help = std::move(help),
                      .counterpart = std::move(counterpart),
                      .is_file = true};
    };
    return {file("centroids", centroids_, "Centroids in the order they were made, FASTA"),
            file("uc", uc_, "Clusters and their members in USEARCH's table"),
            file("otutabout", tsv_, "Abundances by cluster and sample, names from the labels; TSV"),
            file("biomout", biom_, "The same, BIOM 1.0 (JSON)"),
            file("mothur_shared_out", shared_, "The same, mothur's shared file"),
            file("consout", consensus_, "Consensus of each cluster, FASTA"),
            file("profile", profile_, "Letters in each column of each cluster's alignment"),
            file("msaout", alignment_, "Alignment of each cluster with its consensus, FASTA"),
            file("matched", matched_, "Members that are not centroids, FASTA"),
            file("notmatched", notmatched_, "Centroids as they came, FASTA")};
}

option_list cluster_command::options()
{
    option_list list{{.name = "input",
                      .value = &input_,
                      .help = "Sequences, FASTA or FASTQ",
                      .is_positional = true,
                      .is_required = true,
                      .is_file = true}};
    for (option & one : describe_files())
        list.push_back(std::move(one));
    for (option & one : cluster::describe(chosen_))
        list.push_back(std::move(one));
    for (option & one : cluster::describe(lengths_))
        list.push_back(std::move(one));
    list.push_back({.name = "sizein",
                    .value = &how_.sizein,
                    .help = "A cluster's size is the sum of its members' abundances, not their number",
                    .counterpart = "vsearch --sizein"});
    list.push_back({.name = "clusterout_id",
                    .value = &how_.clusterout_id,
                    .help = "Add ;clusterid=N to the labels of --centroids, --consout and --profile",
                    .counterpart = "vsearch --clusterout_id"});
    list.push_back({.name = "clusterout_sort",
                    .value = &how_.clusterout_sort,
                    .help = "Write clusters by size, the largest first, not in the order they were made",
                    .counterpart = "vsearch --clusterout_sort"});
    for (option & one : describe_fasta(how_.style, how_.fasta_width))
        list.push_back(std::move(one));
    return list;
}

void cluster_command::open_files()
{
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

unique_set cluster_command::read(context & given) const
{
    io::sequence_reader reader{input_};
    cluster::length_limits limits = lengths_;
    if (chosen_.is_unoise())
        limits.minsize = chosen_.minsize;
    cluster::intake sequences{limits};
    while (auto batch = reader.next())
    {
        given.threads.check_stop();
        sequences.add(*batch);
    }
    cluster::intake_stats const & counted = sequences.counted();
    if (counted.too_short + counted.too_long != 0)
        given.report.say(fmt::format("{} sequences shorter than {} and {} longer than {} bases are left out",
                                     counted.too_short, lengths_.minseqlength, counted.too_long,
                                     lengths_.maxseqlength));
    if (counted.too_rare != 0)
        given.report.say(
            fmt::format("{} sequences with an abundance below {} are left out", counted.too_rare, limits.minsize));
    unique_set as_read = std::move(sequences).finish();
    if (chosen_.method == "smallmem")
    {
        if (!chosen_.usersort && !cluster::is_by_length(as_read))
            throw input_error{{.file = input_},
                              {.expected = "sequences by length, the longest first",
                               .found = "a sequence that is longer than the one before it",
                               .advice = "sort them, or take them in their order with --usersort"}};
        return as_read;
    }
    return cluster::reordered(as_read, chosen_.method == "fast" ? cluster::order_by_length(as_read)
                                                                : cluster::order_by_abundance(as_read));
}

void cluster_command::write_clusters(cluster::cluster_writer const & clusters)
{
    bool const aligns = consensus_ || profile_ || alignment_;
    std::string text;
    for (std::uint32_t const number : clusters.order())
    {
        if (centroids_)
        {
            clusters.append_centroid(text, number);
            centroids_.flush(text);
        }
        if (!aligns)
            continue;
        cluster::star_alignment const aligned = clusters.align(number);
        if (consensus_)
        {
            clusters.append_consensus(text, number, aligned);
            consensus_.flush(text);
        }
        if (profile_)
        {
            clusters.append_profile(text, number, aligned);
            profile_.flush(text);
        }
        if (alignment_)
        {
            clusters.append_alignment(text, number, aligned);
            alignment_.flush(text);
        }
    }
}

void cluster_command::write_matches(unique_set const & uniques, cluster::result const & clustered)
{
    std::uint64_t written[2]{};
    std::string text;
    std::string label;
    for (std::size_t i = 0; i < uniques.size(); ++i)
    {
        bool const is_centroid = clustered.partition.centroids[clustered.partition.cluster_of[i]] == i;
        result_file & file = is_centroid ? notmatched_ : matched_;
        if (!file)
            continue;
        std::string const sequence = cluster::masked(uniques.sequence(i), chosen_);
        label.clear();
        append_label(label, how_.style,
                     {.header = uniques.label(i),
                      .sequence = sequence,
                      .ordinal = ++written[is_centroid ? 1 : 0],
                      .abundance = uniques.abundance(i)});
        io::append_fasta(text, label, sequence, how_.fasta_width);
        file.flush(text);
    }
}

void cluster_command::write_tables(unique_set const & uniques,
                                   cluster::result const & clustered,
                                   cluster::cluster_writer const & clusters)
{
    std::vector<std::string> names(clusters.order().size());
    for (std::uint32_t cluster = 0; cluster < names.size(); ++cluster)
        names[cluster] = clusters.name(cluster);
    feature_table const counts = cluster::otu_table(uniques, clustered.partition, names);
    if (tsv_)
        table::write_tsv(counts, "#OTU ID", true, tsv_.sink());
    if (biom_)
        table::write_biom(counts, fmt::format("ampstream {}", version), biom_.sink());
    if (shared_)
        table::write_shared(counts, "vsearch", shared_.sink());
}

void cluster_command::write(unique_set const & uniques, cluster::result const & clustered)
{
    cluster::cluster_writer const clusters{uniques, clustered, chosen_, how_};
    write_clusters(clusters);
    if (matched_ || notmatched_)
        write_matches(uniques, clustered);
    if (tsv_ || biom_ || shared_)
        write_tables(uniques, clustered, clusters);
    if (uc_)
        cluster::write_uc(uniques, clustered, clusters.sizes(),
                          [&](std::size_t unique)
                          { return without_annotations(uniques.label(unique), how_.style.xsize, how_.style.xee); },
                          uc_.sink(), {.order = clusters.order(), .ignores_terminal_gaps = chosen_.method == "fast"});
}

void cluster_command::run(context & given)
{
    how_.style.validate();
    lengths_.validate();
    cluster::clusterer const gather{chosen_, given.threads};
    open_files();

    unique_set const uniques = read(given);
    cluster::result const clustered =
        gather(uniques,
               [&](std::size_t done, std::size_t clusters)
               {
                   given.report.progress(fmt::format("clustering: {} clusters", clusters),
                                         static_cast<double>(done) / static_cast<double>(uniques.size()));
               });
    write(uniques, clustered);
    for (result_file * const one : files())
        if (*one)
            one->file->commit();
    cluster::stats const & counted = clustered.counted;
    given.report.say(fmt::format("{} sequences, {} clusters; {} candidates aligned, {} rejected", counted.sequences,
                                 counted.clusters, counted.searches.alignments, counted.searches.rejected));
}

} // namespace

std::unique_ptr<command> make_cluster_command()
{
    return std::make_unique<cluster_command>();
}

} // namespace ampstream::cli
