// SPDX-License-Identifier: BSD-3-Clause
// `ampstream refdb`: a reference for the classifier from the files of a public database.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include <ampstream/classify/open_model.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/io/output_file.hpp>
#include <ampstream/pipeline/result_files.hpp>
#include <ampstream/refdb/builder.hpp>
#include <ampstream/refdb/manifest.hpp>
#include <ampstream/refdb/obtain.hpp>
#include <ampstream/refdb/options.hpp>
#include <ampstream/refdb/record.hpp>

#include "cli/command.hpp"
#include "cli/data_files.hpp"
#include "cli/version.hpp"
#include "cli/written_files.hpp"

namespace ampstream::cli
{

namespace
{

constexpr std::string_view reference_name = "reference.fasta.gz";
constexpr std::string_view silva_manifest = "silva_138.1.json";

class refdb_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "refdb"; }
    [[nodiscard]] std::string_view summary() const override
    {
        return "Build a reference from SILVA, or from DADA2, QIIME 2, RDP or SINTAX files";
    }
    [[nodiscard]] std::string_view details() const override
    {
        return "Writes to --out: reference.fasta.gz (what 'train' and 'run --reference' read), taxonomy.tsv (as QIIME "
               "2 "
               "reads\nit), report.tsv (what became of every record), refdb.json (sources, checksums, options), for "
               "SILVA "
               "LICENCE.txt.\n"
               "Without --from and FASTA, 'refdb silva' fetches SILVA 138.1 SSU Ref NR 99 (about 200 MB) to "
               "OUT/download; a broken\ndownload is continued by the same command. SILVA is CC BY 4.0: cite it.\n\n"
               "  ampstream refdb silva --out silva --model silva.model\n"
               "  ampstream refdb silva --from /data/silva_files --out silva --primers v3v4   (no network needed)\n"
               "  ampstream refdb qiime2 sequences.fasta --taxonomy taxonomy.tsv --out greengenes2\n"
               "  ampstream refdb rdp trainset.fasta --taxonomy db_taxid.txt --out rdp\n"
               "  ampstream refdb dada2 silva_train_set.fa.gz --out silva_dada2\n"
               "  ampstream refdb sintax rdp_16s.fa.gz --out rdp_sintax";
    }
    [[nodiscard]] int position() const override { return 690; }
    [[nodiscard]] option_list options() override;
    void run(context & given) override;

private:
    /// Checks what belongs together; throws `usage_error`.
    void require_sound_command() const;
    /// The release's files, if they are not named one by one.
    void obtain(context & given);
    [[nodiscard]] refdb::lineage_reader make_reader(refdb::build_record & record) const;
    void compare_checksums(refdb::build_record & record, reporter & to) const;
    void remove_old_model() const;
    void train(std::string const & reference, context & given, io::output_file & file) const;

    std::string source_{};
    std::string fasta_{};
    std::string taxonomy_{};
    std::string out_{};
    std::string from_folder_{};
    std::string manifest_file_{};
    std::string model_{};
    bool replaces_{false};
    refdb::options chosen_{};
    std::optional<refdb::manifest> release_{};
    refdb::obtained_release files_{};
};

option_list refdb_command::options()
{
    option_list list{
        {.name = "source",
         .value = &source_,
         .help = "Where the reference comes from",
         .choices = {refdb::source_names.begin(), refdb::source_names.end()},
         .is_positional = true,
         .is_required = true},
        {.name = "fasta",
         .value = &fasta_,
         .help = "Sequences, plain or gzip; not for a release that is fetched or found in --from",
         .is_positional = true,
         .is_file = true},
        {.name = "out",
         .value = &out_,
         .help = "Folder for the reference",
         .unit = "FOLDER",
         .alias = "output",
         .is_required = true,
         .is_file = true,
         .is_output = true},
        {.name = "taxonomy",
         .value = &taxonomy_,
         .help = "With a FASTA file: SILVA's tax_slv_ssu_RELEASE.txt, QIIME 2's table of lineages, or RDP's taxid file",
         .is_file = true},
        {.name = "from",
         .value = &from_folder_,
         .help = "silva: folder with the files of the release, instead of fetching them",
         .unit = "FOLDER",
         .is_file = true},
        {.name = "manifest",
         .value = &manifest_file_,
         .help = "silva: another release, described like the installed silva_138.1.json",
         .is_file = true},
        {.name = "model",
         .value = &model_,
         .help = "Also train a model and write it here",
         .is_file = true,
         .is_output = true},
        {.name = "force", .value = &replaces_, .help = "Replace an earlier reference in --out"}};
    option_list const of_building = refdb::describe(chosen_);
    list.insert(list.end(), of_building.begin(), of_building.end());
    return list;
}

void refdb_command::require_sound_command() const
{
    bool const is_silva = source_ == "silva";
    bool const needs_table = source_ == "qiime2" || source_ == "rdp" || (is_silva && !fasta_.empty());
    if (out_.empty())
        throw usage_error{"--out is empty; it takes the folder for the reference"};
    if (fasta_.empty() && !is_silva)
        throw usage_error{fmt::format("refdb {} needs a FASTA file; only SILVA is fetched", source_)};
    if (needs_table && taxonomy_.empty())
        throw usage_error{fmt::format("refdb {} with a FASTA file needs --taxonomy", source_)};
    if (!needs_table && !taxonomy_.empty())
        throw usage_error{fmt::format("refdb {} takes no --taxonomy{}", source_,
                                      is_silva ? " without a FASTA file" : ": the lineages are in the headers")};
    if ((!is_silva || !fasta_.empty()) && (!from_folder_.empty() || !manifest_file_.empty()))
        throw usage_error{"--from and --manifest are for 'refdb silva' without a FASTA file"};
    if (!model_.empty() && model_.ends_with(".gz"))
        throw usage_error{fmt::format("--model is {}; a model is mapped into memory and cannot be compressed", model_)};
    if (!model_.empty() && chosen_.header == "dada2")
        throw usage_error{"--model needs headers with ids: --header rdp or sintax"};
}

void refdb_command::obtain(context & given)
{
    if (!fasta_.empty())
    {
        files_ = {.sequences = {.path = fasta_}, .taxonomy = {.path = taxonomy_}};
        return;
    }
    release_ = refdb::read_manifest(manifest_file_.empty() ? find_data_file(silva_manifest) : manifest_file_);
    auto const say = [&given](std::string_view line) { given.report.say(line); };
    if (!from_folder_.empty())
    {
        files_ = refdb::find_files(*release_, from_folder_, say);
        return;
    }
    files_ = refdb::fetch_files(
        *release_, (std::filesystem::path{out_} / "download").string(),
        [&given](std::string_view file, std::uint64_t have, std::uint64_t all)
        {
            given.threads.check_stop();
            given.report.progress(fmt::format("fetching {}: {:.1f} MB", file, static_cast<double>(have) / 1e6),
                                  all == 0 ? -1.0 : static_cast<double>(have) / static_cast<double>(all));
        },
        say);
}

refdb::lineage_reader refdb_command::make_reader(refdb::build_record & record) const
{
    bool const shortens = chosen_.unranked == "shorten";
    std::string const & table = files_.taxonomy.path;
    if (source_ == "dada2")
        return refdb::dada2_reader();
    if (source_ == "sintax")
        return refdb::sintax_reader();
    if (source_ == "qiime2")
        return refdb::table_reader(std::make_shared<refdb::taxonomy_table const>(refdb::read_taxonomy(table)));
    auto const ranks = std::make_shared<refdb::rank_table const>(
        source_ == "rdp" ? refdb::rank_table::from_rdp(table) : refdb::rank_table::from_silva(table));
    record.taxonomy_text_sha256 = ranks->text_sha256();
    return source_ == "rdp" ? refdb::rdp_reader(ranks, shortens) : refdb::silva_reader(ranks, shortens);
}

/// Checksums that are not the publisher's own are compared and said, not enforced.
void refdb_command::compare_checksums(refdb::build_record & record, reporter & to) const
{
    if (!release_.has_value())
        return;
    auto const tell = [&](std::string const & file, std::string const & known, std::string const & found)
    {
        if (!known.empty() && known != found)
            to.say(fmt::format("warning: {}: SHA-256 {}, the manifest reports {}", file, found, known));
    };
    if (files_.sequences.path.ends_with(".gz"))
        tell(release_->sequences.file, release_->sequences.sha256_reported, record.result.sha256);
    tell(release_->taxonomy.file + " (text)", release_->taxonomy.text_sha256, record.taxonomy_text_sha256);
}

/// A model of an earlier reference would not be that of the new one, should training fail or be interrupted.
void refdb_command::remove_old_model() const
{
    std::error_code failed;
    std::filesystem::path const old = std::filesystem::canonical(model_, failed); // not a link to it
    if (std::filesystem::is_regular_file(old, failed) && !std::filesystem::remove(old, failed) && failed)
        throw resource_error{model_, "removing the model of an earlier reference", failed.value()};
}

void refdb_command::train(std::string const & reference, context & given, io::output_file & file) const
{
    given.report.progress("training", -1.0);
    classify::opened_model const made = classify::train_from(reference, {}, given.threads);
    file.write(made.trained.bytes());
    file.commit();
    given.report.say(made.note);
}

void refdb_command::run(context & given)
{
    chosen_.validate();
    require_sound_command();
    std::vector<std::string> names{std::string{reference_name}, "taxonomy.tsv", "report.tsv", "refdb.json",
                                   "LICENCE.txt"};
    option_list const all = options();
    written_files written{all};
    for (std::string const & name : names)
        written.add("a file of --out", (std::filesystem::path{out_} / name).string());
    written.require_apart(all);
    pipeline::result_files files{out_, names, replaces_};
    std::optional<io::output_file> model_file; // before the work: a wrong folder is said at once
    if (!model_.empty())
        model_file.emplace(model_);
    obtain(given);
    for (std::string const & path : {files_.sequences.path, files_.taxonomy.path})
        written.require_apart("a file of --from", path);

    refdb::build_record record{.version = std::string{version}, .source = source_, .options = options()};
    refdb::lineage_reader const read = make_reader(record);
    files.write(std::string{reference_name},
                [&](auto const & fasta)
                {
                    files.write("taxonomy.tsv",
                                [&](auto const & taxonomy)
                                {
                                    taxonomy("Feature ID\tTaxon\n");
                                    record.result = refdb::build(
                                        files_.sequences.path, *refdb::source_named(source_), read, chosen_,
                                        {.fasta = fasta,
                                         .taxonomy = taxonomy,
                                         .progress = [&](std::uint64_t records)
                                         { given.report.progress(fmt::format("reading: {} records", records), -1.0); }},
                                        given.threads);
                                });
                });
    record.release = release_;
    record.files = files_;
    compare_checksums(record, given.report);
    files.write("report.tsv", refdb::report_text(record.result));
    files.write("refdb.json", refdb::record_text(record));
    if (release_.has_value())
        files.write("LICENCE.txt", refdb::licence_text(*release_));
    files.remove_old(); // no sooner: an input that cannot be read costs no earlier reference
    remove_old_model();
    files.commit();
    for (std::string const & line : refdb::summary_lines(record.result))
        given.report.summary(line);
    std::string const reference = (std::filesystem::path{out_} / reference_name).string();
    given.report.summary(fmt::format("reference: {}", reference));
    if (model_file.has_value())
        train(reference, given, *model_file);
}

} // namespace

std::unique_ptr<command> make_refdb_command()
{
    return std::make_unique<refdb_command>();
}

} // namespace ampstream::cli
