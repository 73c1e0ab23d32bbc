// SPDX-License-Identifier: BSD-3-Clause
// ampstream search: queries looked for in a database.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/core/label.hpp>
#include <ampstream/core/label_style.hpp>
#include <ampstream/exec/stream.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/io/sequence_reader.hpp>
#include <ampstream/match/matcher.hpp>
#include <ampstream/match/rows.hpp>
#include <ampstream/match/user_fields.hpp>
#include <ampstream/table/hit_counts.hpp>
#include <ampstream/table/write.hpp>

#include "cli/command.hpp"
#include "cli/each_batch.hpp"
#include "cli/fasta_output.hpp"
#include "cli/option_parts.hpp"
#include "cli/optional_file.hpp"
#include "cli/version.hpp"

namespace ampstream::cli
{

namespace
{

/// A block of queries on its way from text to rows.
struct searching
{
    io::text_block block{};
    read_batch queries{};
    std::vector<match::answer> answers{}; ///< kept if sequences are written
    std::vector<std::uint32_t> targets{}; ///< a number for each hit
    std::optional<table::hit_counts> counts{};
    std::uint64_t matched{}; ///< queries
    std::string uc{};
    std::string blast6{};
    std::string user{};
    std::string sam{};
};

class search_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "search"; }
    [[nodiscard]] std::string_view summary() const override { return "Search sequences in a database"; }
    [[nodiscard]] std::string_view details() const override
    {
        return "Searches as vsearch --usearch_global does, with --exact as --search_exact; rows come in the order of "
               "the\n"
               "queries whatever the threads.\n"
               "Example: ampstream search reads.fasta --db otus.fasta --id 0.97 --strand both --uc hits.uc --otutabout "
               "table.tsv";
    }
    [[nodiscard]] int position() const override { return 75; }

    option_list options() override
    {
        option_list list{
            input_file("input", input_, "Queries, FASTA or FASTQ"),
            {.name = "db",
             .value = &database_file_,
             .help = "Targets, FASTA or FASTQ",
             .counterpart = "vsearch --db",
             .is_required = true,
             .is_file = true},
            {.name = "exact",
             .value = &is_exact_,
             .help = "Hits are targets equal to the query from end to end",
             .counterpart = "vsearch --search_exact"},
        };
        append(list, describe_outputs());
        append(list, match::describe(options_));
        list.push_back({.name = "sizein",
                        .value = &sizein_,
                        .help = "Accepted for VSEARCH's sake: tables always count abundances",
                        .counterpart = "vsearch --sizein"});
        append(list, describe_labels(style_, fasta_width_));
        return list;
    }

    void run(context & given) override;

private:
    struct files;

    option_list describe_outputs();
    [[nodiscard]] match::targets read_database(context & given) const;
    void write_targets(match::targets const & database, std::vector<std::uint64_t> const & hits, files & out) const;
    void write_tables(table::hit_counts const & counts, files & out) const;

    std::string input_{};
    std::string database_file_{};
    bool is_exact_{false};
    std::string uc_name_{};
    std::string blast6_name_{};
    std::string user_name_{};
    std::string user_fields_{"query+target+id+alnlen+mism+opens+qlo+qhi+tlo+thi+evalue+bits"};
    std::string sam_name_{};
    std::string matched_name_{};
    std::string notmatched_name_{};
    std::string dbmatched_name_{};
    std::string dbnotmatched_name_{};
    std::string tsv_name_{};
    std::string biom_name_{};
    std::string shared_name_{};
    std::string separator_{"."};
    bool uc_allhits_{false};
    bool output_no_hits_{false};
    match::options options_{};
    bool sizein_{false};
    label_style style_{};
    std::uint64_t fasta_width_{80};
};

option_list search_command::describe_outputs()
{
    auto const file = [](std::string name, std::string & value, std::string help)
    {
        std::string counterpart = "vsearch --" + name;
        return option{.name = std::move(name),
                      .value = &value,
                      .help = std::move(help),
                      .counterpart = std::move(counterpart),
                      .is_file = true};
    };
    return {file("uc", uc_name_, "Best hits as .uc; N where there is none"),
            {.name = "uc_allhits",
             .value = &uc_allhits_,
             .help = "All hits in the .uc",
             .counterpart = "vsearch --uc_allhits"},
            file("blast6out", blast6_name_, "Hits in BLAST's twelve columns"),
            file("userout", user_name_, "Hits in the columns of --userfields"),
            {.name = "userfields",
             .value = &user_fields_,
             .help = "Columns of --userout, joined by '+'; names as in VSEARCH",
             .counterpart = "vsearch --userfields"},
            file("samout", sam_name_, "Hits as SAM, without header"),
            {.name = "output_no_hits",
             .value = &output_no_hits_,
             .help = "Queries without a hit get rows, too",
             .counterpart = "vsearch --output_no_hits"},
            file("matched", matched_name_, "Queries with a hit, FASTA"),
            file("notmatched", notmatched_name_, "Queries without a hit, FASTA"),
            file("dbmatched", dbmatched_name_, "Targets that were hit, FASTA; with --sizeout how often"),
            file("dbnotmatched", dbnotmatched_name_, "Targets that were not hit, FASTA"),
            file("otutabout", tsv_name_, "Targets by samples of the queries that hit them best, TSV"),
            file("biomout", biom_name_, "The same, BIOM 1.0 (JSON)"),
            file("mothur_shared_out", shared_name_, "The same, mothur's shared file"),
            {.name = "sample-separator",
             .value = &separator_,
             .help = "Character whose last place in a query's label ends the sample's name"}};
}

/// All outputs; those without a name are not there.
struct search_command::files
{
    explicit files(search_command const & named)
        : uc{named.uc_name_}, blast6{named.blast6_name_}, user{named.user_name_}, sam{named.sam_name_},
          tsv{named.tsv_name_}, biom{named.biom_name_}, shared{named.shared_name_},
          matched{named.matched_name_, named.style_, named.fasta_width_},
          notmatched{named.notmatched_name_, named.style_, named.fasta_width_},
          dbmatched{named.dbmatched_name_, named.style_, named.fasta_width_},
          dbnotmatched{named.dbnotmatched_name_, named.style_, named.fasta_width_}
    {
    }
    [[nodiscard]] bool are_any() const
    {
        return uc || blast6 || user || sam || matched || notmatched || dbmatched || dbnotmatched || wants_table();
    }
    [[nodiscard]] bool wants_table() const { return tsv || biom || shared; }
    void commit()
    {
        for (optional_file * const one : {&uc, &blast6, &user, &sam, &tsv, &biom, &shared})
            one->commit();
        for (fasta_output * const one : {&matched, &notmatched, &dbmatched, &dbnotmatched})
            one->commit();
    }

    optional_file uc;
    optional_file blast6;
    optional_file user;
    optional_file sam;
    optional_file tsv;
    optional_file biom;
    optional_file shared;
    fasta_output matched;
    fasta_output notmatched;
    fasta_output dbmatched;
    fasta_output dbnotmatched;
};

match::targets search_command::read_database(context & given) const
{
    match::targets database{options_, is_exact_};
    for_each_batch(
        database_file_, given.threads, [&database](read_batch && batch) { return database.prepare(batch); },
        [&database](match::targets::prepared && ready, std::string const &) { database.add(std::move(ready)); });
    if (database.too_short() + database.too_long() > 0)
        given.report.say(fmt::format("{}: {} too short and {} too long targets left out (--minseqlength, "
                                     "--maxseqlength)",
                                     database_file_, database.too_short(), database.too_long()));
    return database;
}

void search_command::write_targets(match::targets const & database,
                                   std::vector<std::uint64_t> const & hits,
                                   files & out) const
{
    for (std::size_t i = 0; i < database.size(); ++i)
        if (hits[i] > 0)
            out.dbmatched.add(database.label(i), database.sequence(i), hits[i]);
        else // --search_exact leaves the sizes of these alone
            out.dbnotmatched.add(database.label(i), database.sequence(i),
                                 is_exact_ ? std::nullopt : std::optional{abundance_of(database.label(i))});
}

void search_command::write_tables(table::hit_counts const & counts, files & out) const
{
    feature_table const table = counts.finish();
    if (out.tsv)
        table::write_tsv(table, "#OTU ID", false, out.tsv.sink());
    if (out.biom)
        table::write_biom(table, fmt::format("ampstream {}", version), out.biom.sink());
    if (out.shared)
        table::write_shared(table, "ampstream", out.shared.sink());
}

void search_command::run(context & given)
{
    style_.validate();
    options_.xsize = style_.xsize;
    options_.xee = style_.xee;
    options_.validate();
    if (separator_.size() != 1)
        throw usage_error{fmt::format("--sample-separator is \"{}\"; it must be one character", separator_)};
    match::user_fields const fields{user_fields_};
    files out{*this};
    if (!out.are_any())
        throw usage_error{"no output file is named; give --uc, --blast6out, --userout, --samout, --matched, "
                          "--notmatched, --dbmatched, --dbnotmatched, --otutabout, --biomout or --mothur_shared_out"};
    match::targets const database = read_database(given);
    match::matcher const find{options_, database, is_exact_};
    table::hit_counts counts{separator_.front()};
    std::vector<std::uint64_t> hits(database.size());
    std::uint64_t queries = 0;
    std::uint64_t matched = 0;

    constexpr std::size_t queries_at_once = 256; // searches are slow; small blocks keep all threads busy to the end
    io::block_reader reader{io::open_input(input_), queries_at_once};
    exec::run_stream<searching>(
        given.threads,
        [&]() -> std::optional<searching>
        {
            auto block = reader.next();
            return block ? std::optional{searching{.block = std::move(*block)}} : std::nullopt;
        },
        [&](searching & work)
        {
            work.queries = io::parse(std::move(work.block));
            work.counts.emplace(separator_.front());
            for (std::size_t i = 0; i < work.queries.size(); ++i)
            {
                match::answer query = find(work.queries[i].header, work.queries[i].sequence);
                if (out.uc)
                    match::append_uc(work.uc, query, database, uc_allhits_);
                if (out.blast6)
                    match::append_blast6(work.blast6, query, database, output_no_hits_);
                if (out.user)
                    fields.append(work.user, query, database, output_no_hits_);
                if (out.sam)
                    match::append_sam(work.sam, query, database, output_no_hits_);
                work.matched += query.hits.empty() ? 0 : 1;
                for (match::hit const & one : query.hits)
                    work.targets.push_back(one.target);
                if (!query.hits.empty() && out.wants_table())
                    work.counts->add(query.label, database.label(query.hits.front().target),
                                     {.file = reader.name(),
                                      .record = work.queries.record(i),
                                      .header = std::string{work.queries[i].header}});
                if (out.matched || out.notmatched)
                    work.answers.push_back(std::move(query));
            }
        },
        [&](searching & work)
        {
            out.uc.write(work.uc);
            out.blast6.write(work.blast6);
            out.user.write(work.user);
            out.sam.write(work.sam);
            for (match::answer const & query : work.answers)
                (query.hits.empty() ? out.notmatched : out.matched)
                    .add(query.label, query.sequence, abundance_of(query.label));
            for (std::uint32_t const target : work.targets)
                ++hits[target];
            counts.add(std::move(*work.counts));
            matched += work.matched;
            queries += work.queries.size();
            given.report.progress(fmt::format("searching: {} queries, {} matched", queries, matched), -1.0);
        });
    write_targets(database, hits, out);
    write_tables(counts, out);
    out.commit();
    given.report.say(fmt::format("{} targets; {} of {} queries matched", database.size(), matched, queries));
}

} // namespace

std::unique_ptr<command> make_search_command()
{
    return std::make_unique<search_command>();
}

} // namespace ampstream::cli
