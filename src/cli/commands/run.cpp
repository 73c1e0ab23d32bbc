// SPDX-License-Identifier: BSD-3-Clause
// `ampstream run`: a folder of reads becomes a classified OTU table.
#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <ampstream/core/error.hpp>
#include <ampstream/pipeline/options.hpp>
#include <ampstream/pipeline/provenance.hpp>
#include <ampstream/pipeline/result_files.hpp>
#include <ampstream/pipeline/run_study.hpp>
#include <ampstream/pipeline/stage_files.hpp>
#include <ampstream/reference/options.hpp>
#include <ampstream/runfolder/samples.hpp>

#include "cli/command.hpp"
#include "cli/data_files.hpp"
#include "cli/logged_observer.hpp"
#include "cli/preset.hpp"
#include "cli/version.hpp"
#include "cli/written_files.hpp"

namespace ampstream::cli
{

namespace
{

class run_command final : public command
{
public:
    [[nodiscard]] std::string_view name() const override { return "run"; }
    [[nodiscard]] std::string_view summary() const override
    {
        return "From a run folder to a classified OTU table: all stages in one";
    }
    [[nodiscard]] std::string_view details() const override
    {
        return "Finds the pairs of FASTQ files in a folder (or reads a sheet), merges, trims primers, filters,\n"
               "dereplicates, clusters at 97 %, removes chimeras, classifies, and writes to --out: otu_table.tsv,\n"
               "otu_table.biom, otus.fasta, taxonomy.tsv, genus_table.tsv, phylum_table.tsv, off_target_table.tsv\n"
               "(chloroplasts, mitochondria, OTUs that are neither Bacteria nor Archaea), read_tracking.tsv (the fate "
               "of\n"
               "every read), run.json (versions, options, checksums, figures) and run.log.\n"
               "The files appear together at the end; a run that fails leaves none. Same bytes for any --threads.\n\n"
               "  ampstream run run_folder --out results\n"
               "  ampstream run run_folder --out results --preset v4 --reference silva.model\n"
               "  ampstream run run_folder --out results --forward ACTCCTACGGGAGGCAGCAG --reverse "
               "GGACTACHVGGGTWTCTAAT\n"
               "  ampstream run --samples sheet.tsv --out results --no-trim --maxee 0.5";
    }
    [[nodiscard]] int position() const override { return 0; }

    option_list options() override
    {
        option_list list{
            {.name = "folder",
             .value = &folder_,
             .help = "Folder of FASTQ pairs, or a run folder of Illumina",
             .unit = "FOLDER",
             .is_positional = true,
             .is_file = true},
            {.name = "samples",
             .value = &sheet_,
             .help = "Sheet instead of a folder: TSV with the columns sample, forward, reverse; others are metadata",
             .is_file = true},
            {.name = "out",
             .value = &out_,
             .help = "Folder for the results",
             .unit = "FOLDER",
             .is_required = true,
             .is_file = true,
             .is_output = true},
            {.name = "force", .value = &replaces_, .help = "Replace the results of an earlier run in --out"},
            {.name = "preset",
             .value = &preset_,
             .help = "Primers and lengths by name (v1v2, v3v4, v4, v4v5, v5v7), a JSON file, or none; v3v4 unless "
                     "primers or --no-trim are given"},
            {.name = "reference",
             .value = &reference_,
             .help = "Model of 'ampstream train', or FASTA with lineages; default: the one installed",
             .counterpart = "rdp_classifier -t",
             .is_file = true},
            {.name = "species-reference",
             .value = &species_reference_,
             .help =
                 "FASTA with species: taxonomy.tsv gets the species of OTUs by exact matching ('ampstream species')",
             .counterpart = "dada2 addSpecies",
             .is_file = true},
        };
        for (option_list const & more : {pipeline::describe(chosen_), reference::describe(reading_)})
            list.insert(list.end(), more.begin(), more.end());
        return list;
    }

    void complete(std::set<std::string> const & given) override
    {
        if (preset_.empty())
        {
            constexpr std::array<std::string_view, 4> own_primers{"trim-primers", "trim-forward", "trim-reverse",
                                                                  "trim"};
            bool const has_own = std::ranges::any_of(own_primers, [&](std::string_view one)
                                                     { return given.contains(std::string{one}); });
            preset_ = has_own ? "none" : "v3v4";
        }
        if (preset_ != "none")
            apply_preset(preset_, options(), given);
    }

    void run(context & given) override
    {
        if (out_.empty())
            throw usage_error{"--out is empty; it takes the folder for the results"};
        chosen_.validate();
        reading_.validate();
        pipeline::study_plan const plan = make_plan();
        require_own_results(plan);
        pipeline::result_files files{out_, {pipeline::result_names.begin(), pipeline::result_names.end()}, replaces_};
        logged_observer watcher{given.report, (std::filesystem::path{out_} / "run.log").string()};
        watcher.note(given.command_line);
        watcher.note(fmt::format("ampstream {}, {} threads", version, given.threads.threads()));
        try
        {
            pipeline::run_summary const done = pipeline::run_study(plan, identity(), files, given.threads, watcher);
            files.commit();
            for (std::string const & line : pipeline::summary_lines(done))
                tell(line, watcher, given.report);
            tell(fmt::format("results: {}", out_), watcher, given.report);
        }
        catch (error const & failure)
        {
            watcher.note(failure.what());
            throw;
        }
    }

private:
    static void tell(std::string const & line, logged_observer & watcher, reporter & to)
    {
        watcher.note(line);
        to.summary(line);
    }

    [[nodiscard]] pipeline::study_plan make_plan() const
    {
        if (folder_.empty() == sheet_.empty())
            throw usage_error{"give a folder of reads or --samples SHEET, one of them"};
        return {.study = sheet_.empty() ? runfolder::find_samples(folder_) : runfolder::read_sample_sheet(sheet_),
                .source = sheet_.empty() ? folder_ : sheet_,
                .sheet = sheet_,
                .chosen = chosen_,
                .reference = reference_.empty() ? find_data_file("reference.fasta.gz") : reference_,
                .reading = reading_,
                .species_reference = species_reference_,
                .stage_folder = chosen_.keep_stages ? (std::filesystem::path{out_} / "stages").string() : ""};
    }

    /// Is something that is read among the files that are written, or replaced with --force? Throws `usage_error`.
    void require_own_results(pipeline::study_plan const & plan)
    {
        namespace fs = std::filesystem;
        written_files written{{}};
        for (std::string_view const name : pipeline::result_names)
            written.add("a file of --out", (fs::path{out_} / name).string());
        written.add("a file of --out", (fs::path{out_} / "run.log").string());
        for (std::string const & kept : pipeline::stage_files::find_old((fs::path{out_} / "stages").string()))
            written.add("a file of --out", kept);
        written.require_apart(options());
        written.require_apart("--preset", preset_);
        for (runfolder::sample const & one : plan.study.samples)
            for (runfolder::lane_files const & lane : one.lanes)
                for (std::string const & file : {lane.forward, lane.reverse})
                    written.require_apart("sample " + one.name, file);
    }

    [[nodiscard]] pipeline::provenance identity()
    {
        pipeline::provenance record{.version = std::string{version}};
        for (auto const & [library, number] : library_versions)
            record.libraries.emplace_back(library, number);
        record.options = options();
        std::erase_if(record.options,
                      [](option const & one) { return one.name == "force"; }); // no result depends on it
        return record;
    }

    std::string folder_{};
    std::string sheet_{};
    std::string out_{};
    bool replaces_{false};
    std::string preset_{};
    std::string reference_{};
    std::string species_reference_{};
    pipeline::options chosen_{};
    reference::options reading_{};
};

} // namespace

std::unique_ptr<command> make_run_command()
{
    return std::make_unique<run_command>();
}

} // namespace ampstream::cli
