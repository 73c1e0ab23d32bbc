// SPDX-License-Identifier: BSD-3-Clause
// The stream of a build and what must be known of all records: copies, taxa, sums.
#include <ampstream/refdb/builder.hpp>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/checksum.hpp>
#include <ampstream/io/sequence_reader.hpp>

#include "refdb/judge.hpp"

namespace ampstream::refdb
{

namespace
{

struct print_hash
{
    std::size_t operator()(fingerprint const & print) const noexcept { return print[0]; }
};

std::string joined(lineage const & names, std::size_t count, char separator)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text.append(i == 0 ? 0 : 1, separator).append(names[i]);
    return text;
}

/// Names between ',' and ';' must hold neither.
std::string sintax_name(std::string name)
{
    std::ranges::replace_if(
        name, [](char letter) { return letter == ',' || letter == ';'; }, '_');
    return name;
}

std::string header_of(judged const & one, std::string const & form)
{
    if (form == "dada2")
        return joined(one.names, one.names.size(), ';') + ';';
    if (form == "rdp")
        return one.id + "\tRoot;" + joined(one.names, one.names.size(), ';');
    std::string text = one.id + ";tax=";
    for (std::size_t i = 0; i < one.names.size(); ++i)
        text += fmt::format("{}{}:{}", i == 0 ? "" : ",", main_ranks[i].front(), sintax_name(one.names[i]));
    return text + ';';
}

std::string taxonomy_row(judged const & one)
{
    std::string text = one.id + '\t';
    for (std::size_t i = 0; i < one.names.size(); ++i)
        text += fmt::format("{}{}__{}", i == 0 ? "" : "; ", main_ranks[i].front(), one.names[i]);
    return text + '\n';
}

/// Takes judged records in the order of the file.
class collector
{
public:
    collector(options const & chosen, build_sinks const & sinks) : chosen_{chosen}, sinks_{sinks} {}

    void take(std::vector<judged> && records)
    {
        fasta_.clear();
        taxonomy_.clear();
        for (judged & one : records)
        {
            if (one.decided == fate::kept)
                one.decided = fate_among_others(one);
            count(one);
            if (one.decided != fate::kept)
                continue;
            fasta_.append(">").append(header_of(one, chosen_.header)).append("\n").append(one.sequence).append("\n");
            taxonomy_ += taxonomy_row(one);
        }
        sinks_.fasta(fasta_);
        sinks_.taxonomy(taxonomy_);
        if (sinks_.progress)
            sinks_.progress(done_.counts.records);
    }

    build_result finish() &&
    {
        std::ranges::stable_sort(done_.examples, {}, &example::why);
        count_taxa();
        return std::move(done_);
    }

private:
    /// Is the record one of a kind? The first of equal ones stays.
    fate fate_among_others(judged const & one)
    {
        if (!ids_.insert(one.id_print).second)
            return fate::duplicate_id;
        auto const [place, is_new_lineage] =
            place_of_.try_emplace(joined(one.names, one.names.size(), ';'), lineages_.size());
        if (is_new_lineage)
            lineages_.push_back(one.names);
        auto const [first, is_new] = first_lineage_.try_emplace(one.sequence_print, place->second);
        if (is_new)
            return fate::kept;
        bool const is_elsewhere = first->second != place->second;
        // A second lineage of a sequence is remembered under a print that is the lineage's own.
        bool const is_first_here =
            is_elsewhere &&
            other_lineages_.insert({one.sequence_print[0] + place->second, one.sequence_print[1]}).second;
        if (!is_first_here && !chosen_.keep_identical)
            return fate::identical;
        done_.counts.shared_sequences += is_elsewhere ? 1 : 0;
        return fate::kept;
    }

    void count(judged const & one)
    {
        stats & counts = done_.counts;
        counts.add(one.decided);
        counts.ends_in_taxon += one.ends_in_taxon ? 1 : 0;
        if (one.decided != fate::kept)
        {
            if (counts.count(one.decided) <= most_examples)
                done_.examples.push_back({one.decided, counts.records, one.header.empty() ? one.id : one.header});
            return;
        }
        counts.with_u += one.has_u ? 1 : 0;
        counts.placeholders += one.has_placeholder ? 1 : 0;
        counts.filled += one.is_filled ? 1 : 0;
        counts.shortened += one.is_shortened ? 1 : 0;
        counts.chloroplasts += one.organelle == reference::organelle::chloroplast ? 1 : 0;
        counts.mitochondria += one.organelle == reference::organelle::mitochondria ? 1 : 0;
    }

    void count_taxa()
    {
        std::unordered_map<std::string, std::size_t> genera;
        for (std::size_t rank = 0; rank < main_ranks.size(); ++rank)
        {
            std::unordered_set<std::string> seen;
            for (lineage const & names : lineages_)
                seen.insert(joined(names, rank + 1, ';'));
            done_.taxa[rank] = seen.size();
        }
        for (lineage const & names : lineages_)
            done_.homonyms += ++genera[names.back()] == 2 ? 1 : 0;
    }

    options const & chosen_;
    build_sinks const & sinks_;
    build_result done_{};
    std::string fasta_{};
    std::string taxonomy_{};
    std::vector<lineage> lineages_{}; ///< of kept sequences, distinct
    std::unordered_map<std::string, std::size_t> place_of_{};
    std::unordered_set<fingerprint, print_hash> ids_{};
    std::unordered_map<fingerprint, std::size_t, print_hash> first_lineage_{}; ///< of a sequence
    std::unordered_set<fingerprint, print_hash> other_lineages_{};
};

/// Files that do not belong together must not give a reference with a hundredth of the sequences.
void require_sense(build_result const & done, std::string const & file)
{
    stats const & counts = done.counts;
    if (2 * counts.count(fate::unranked) > counts.records)
        throw input_error{
            {.file = file},
            {"lineages that are in the table of ranks",
             fmt::format("{} of {} that are not, such as '{}'", counts.count(fate::unranked), counts.records,
                         std::ranges::find(done.examples, fate::unranked, &example::why)->header),
             "Are both files of the same release? --unranked shorten keeps what the table knows of each lineage."}};
    if (2 * counts.ends_in_taxon > counts.records)
        throw input_error{{.file = file},
                          {"headers of SILVA that end in the organism",
                           fmt::format("{} of {} that end in a taxon", counts.ends_in_taxon, counts.records),
                           "Use the ..._tax_silva.fasta.gz of SILVA, or end lineages without organism in ';'."}};
    if (counts.count(fate::kept) > 0)
        return;
    std::string reasons;
    for (std::size_t i = 0; i < fate_names.size(); ++i)
        if (counts.fates[i] > 0)
            reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", counts.fates[i], fate_names[i]);
    throw input_error{{.file = file},
                      {"sequences for a reference", fmt::format("none left of {}", counts.records),
                       reasons.empty() ? "The file is empty." : fmt::format("They were dropped: {}.", reasons)}};
}

/// A block on its way.
struct piece
{
    io::text_block block{};
    std::vector<judged> records{};
};

constexpr std::size_t records_per_block = 512; // whole genes: a block is less than a megabyte

} // namespace

build_result build(std::string const & fasta,
                   source from,
                   lineage_reader const & read,
                   options const & chosen,
                   build_sinks const & sinks,
                   exec::thread_budget const & budget)
{
    chosen.validate();
    judge const decide{from, read, chosen};
    io::sha256 digest;
    io::block_reader reader{io::open_input(fasta, digest), records_per_block};
    collector collected{chosen, sinks};
    exec::run_stream<piece>(
        budget,
        [&reader]() -> std::optional<piece>
        {
            auto block = reader.next();
            return block ? std::optional{piece{.block = std::move(*block)}} : std::nullopt;
        },
        [&decide](piece & work) { work.records = decide(std::move(work.block)); },
        [&collected](piece & work) { collected.take(std::move(work.records)); });
    build_result done = std::move(collected).finish();
    done.sha256 = digest.hex();
    require_sense(done, reader.name());
    return done;
}

std::string report_text(build_result const & done)
{
    stats const & counts = done.counts;
    std::string text = "kind\tname\tcount\n";
    auto const add = [&text](std::string_view kind, std::string_view name, std::uint64_t count)
    { text += fmt::format("{}\t{}\t{}\n", kind, name, count); };
    add("input", "records", counts.records);
    for (std::size_t i = 0; i < fate_names.size(); ++i)
        add(static_cast<fate>(i) == fate::kept ? "kept" : "dropped",
            static_cast<fate>(i) == fate::kept ? "sequences" : fate_names[i], counts.fates[i]);
    add("note", "kept_with_u_written_as_t", counts.with_u);
    add("note", "kept_with_placeholder_name", counts.placeholders);
    add("note", "kept_with_rank_filled_in", counts.filled);
    add("note", "kept_with_lineage_shortened", counts.shortened);
    add("note", "kept_chloroplast", counts.chloroplasts);
    add("note", "kept_mitochondria", counts.mitochondria);
    add("note", "kept_same_sequence_in_another_lineage", counts.shared_sequences);
    add("note", "genus_names_in_several_lineages", done.homonyms);
    for (std::size_t rank = 0; rank < main_ranks.size(); ++rank)
        add("taxa", main_ranks[rank], done.taxa[rank]);
    return text;
}

std::vector<std::string> summary_lines(build_result const & done)
{
    stats const & counts = done.counts;
    std::vector<std::string> lines{fmt::format("{} records: {} kept in {} genera of {} phyla", counts.records,
                                               counts.count(fate::kept), done.taxa.back(), done.taxa[1])};
    for (std::size_t i = 0; i < fate_names.size(); ++i)
        if (static_cast<fate>(i) != fate::kept && counts.fates[i] > 0)
        {
            std::string name{fate_names[i]};
            std::ranges::replace(name, '_', ' ');
            lines.push_back(fmt::format("  dropped {:9}  {}", counts.fates[i], name));
        }
    lines.push_back(
        fmt::format("organelles kept: {} chloroplasts, {} mitochondria", counts.chloroplasts, counts.mitochondria));
    return lines;
}

} // namespace ampstream::refdb
