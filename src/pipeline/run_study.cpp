// SPDX-License-Identifier: BSD-3-Clause
// The order of the stages.
#include <ampstream/pipeline/run_study.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/open_model.hpp>
#include <ampstream/core/error.hpp>
#include <ampstream/io/checksum.hpp>
#include <ampstream/pipeline/intake.hpp>
#include <ampstream/pipeline/off_target.hpp>
#include <ampstream/pipeline/otus.hpp>
#include <ampstream/pipeline/primer_check.hpp>
#include <ampstream/pipeline/stage_files.hpp>
#include <ampstream/reference/organelle.hpp>

#include "pipeline/otu_species.hpp"
#include "pipeline/tables.hpp"

namespace ampstream::pipeline
{

namespace fs = std::filesystem;

namespace
{

void say_study(study_plan const & plan, observer & watcher)
{
    std::size_t lanes = 0;
    for (runfolder::sample const & one : plan.study.samples)
        lanes += one.lanes.size();
    watcher.say(fmt::format("{}: {} samples, {} pairs of files", plan.source, plan.study.samples.size(), lanes));
    for (std::string const & file : plan.study.left_out)
        watcher.say("left out: " + file);
}

/// Pipes can be read once only, but the survey of primers looks at the first reads before the stages do.
void require_regular_files(runfolder::study const & study)
{
    for (runfolder::sample const & sample : study.samples)
        for (runfolder::lane_files const & lane : sample.lanes)
            for (std::string const & file : {lane.forward, lane.reverse})
                if (std::error_code none; !file.empty() && fs::exists(file, none) && !fs::is_regular_file(file, none))
                    throw input_error{{.file = file},
                                      {.expected = "a file of reads",
                                       .found = "a pipe, device or folder",
                                       .advice = "A run reads its inputs twice: write the reads to files first."}};
}

/// Names of samples become names of files and labels of sequences where stages are kept.
void require_plain_names(study_plan const & plan)
{
    if (plan.stage_folder.empty())
        return;
    for (runfolder::sample const & one : plan.study.samples)
        if (one.name.starts_with('.') || one.name.find_first_of("/ \t") != std::string::npos)
            throw usage_error{fmt::format("--keep-stages: sample '{}' would give a file or label that other programs "
                                          "misread; names there have no '/', no blank and no '.' in front",
                                          one.name)};
}

void look_for_primers(study_plan const & plan, observer & watcher)
{
    intake_options const & reads = plan.chosen.reads;
    if (!reads.trims)
        return;
    primer_check const found = check_primers(plan.study, reads.trim);
    require_primers(found, reads.trim, plan.source);
    if (found.pairs > 0)
        watcher.say("primers: " + found.explanation);
}

void say_intake(intake const & taken, observer & watcher)
{
    watcher.say(fmt::format("{} pairs: {} merged, {} trimmed, {} filtered", taken.tracking.sum("pairs"),
                            taken.tracking.sum("merged"), taken.tracking.sum("trimmed"),
                            taken.tracking.sum("filtered")));
    watcher.say(fmt::format("{} uniques in the pool; {} rare ones ({} reads) dropped", taken.uniques.size(),
                            taken.rare_uniques, taken.tracking.sum("lost_rare_unique")));
    for (std::size_t i = 0; i < taken.tracking.size(); ++i)
        if (taken.tracking.count(i, "pairs") == 0)
            watcher.say(fmt::format("sample {} has no reads", taken.tracking.sample(i)));
}

/// Nothing to make OTUs of: an error that says where the reads went.
void require_survivors(intake const & taken, std::string const & source)
{
    if (!taken.uniques.empty())
        return;
    std::vector<std::string> reasons;
    for (counter const & one : total_losses(taken.tracking))
        reasons.push_back(fmt::format("{} {}", one.count, one.name));
    throw input_error{{.file = source},
                      {.expected = "reads that pass all stages",
                       .found = fmt::format("no read left of {} pairs", taken.tracking.sum("pairs")),
                       .advice = reasons.empty() ? "The files hold no reads."
                                                 : fmt::format("They were lost: {}.", fmt::join(reasons, ", "))}};
}

void say_otus(otu_set const & otus, observer & watcher)
{
    watcher.say(fmt::format("{} clusters: {} chimeric, {} borderline, {} OTUs", otus.sizes.size(),
                            otus.count(chimera::status::chimeric), otus.count(chimera::status::borderline),
                            otus.kept.size()));
}

/// Does the reference have the domains a 16S survey aims at, and organelles?
known_targets targets_known_to(classify::model const & trained)
{
    known_targets known;
    for (std::size_t genus = 0; genus < trained.genera(); ++genus)
    {
        lineage const names = trained.lineage_of(genus);
        known.domains |= is_prokaryotic(names.front());
        known.organelles |= reference::organelle_of(names) != reference::organelle::none;
    }
    return known;
}

void add_figures(provenance & record, intake const & taken, otu_set const & otus, classify::outcomes const & calls)
{
    for (char const * const name : {"pairs", "merged", "trimmed", "filtered"})
        record.figures.push_back({"reads", name, taken.tracking.sum(name)});
    record.figures.push_back({"pool", "uniques", taken.uniques.size()});
    record.figures.push_back({"pool", "rare_uniques_dropped", taken.rare_uniques});
    record.figures.push_back({"cluster", "clusters", otus.sizes.size()});
    record.figures.push_back({"cluster", "members", otus.counted.members});
    record.figures.push_back({"chimera", "chimeric", otus.count(chimera::status::chimeric)});
    record.figures.push_back({"chimera", "borderline", otus.count(chimera::status::borderline)});
    record.figures.push_back({"chimera", "otus", otus.kept.size()});
    for (std::size_t i = 0; i < classify::reason_count; ++i)
    {
        auto const why = static_cast<classify::reason>(i);
        record.figures.push_back({"classify", std::string{name_of(why)}, calls.counts.count(why)});
    }
}

/// Ranks that the tables need are asked for before the work begins.
void require_ranks(std::vector<std::string> const & ranks, std::string const & reference)
{
    for (std::string_view const needed : table_ranks)
        if (std::ranges::find(ranks, needed) == ranks.end())
            throw usage_error{
                fmt::format("{}: the reference has the ranks {}, but none named {}; name them with --ranks", reference,
                            fmt::join(ranks, ", "), needed)};
}

/// A name that the reader of the reference made up for a rank that has none.
bool is_filled_in(std::string_view name)
{
    return name.ends_with("_unclassified");
}

run_summary summarise(read_tracking tracking, feature_table const & table)
{
    run_summary summary{.tracking = std::move(tracking), .otus = table.features.size()};
    for (std::size_t rank = 0; rank < table.rank_names.size(); ++rank)
    {
        named_share share{.rank = table.rank_names[rank]};
        for (std::size_t row = 0; row < table.features.size(); ++row)
        {
            if (table.lineages[row].size() <= rank || is_filled_in(table.lineages[row][rank]))
                continue;
            ++share.otus;
            for (sample_count const & one : table.counts[row])
                share.reads += one.count;
        }
        summary.named.push_back(std::move(share));
    }
    return summary;
}

} // namespace

run_summary run_study(study_plan const & plan,
                      provenance identity,
                      result_files & files,
                      exec::thread_budget const & budget,
                      observer & watcher)
{
    plan.chosen.validate();
    plan.reading.validate();
    require_plain_names(plan);
    require_regular_files(plan.study);
    say_study(plan, watcher);
    look_for_primers(plan, watcher);
    classify::opened_model const opened = classify::open_model(plan.reference, plan.reading, budget);
    watcher.say(opened.note);
    require_ranks(opened.trained.rank_names(), plan.reference);
    require_species_reference(plan);

    files.remove_old(); // from here on the run is sound as far as can be known
    stage_files::remove_old(files.folder() + "/stages");
    stage_files stages{plan.stage_folder};
    intake taken = take_in(plan.study, plan.chosen.reads, stages, budget, watcher);
    say_intake(taken, watcher);
    require_survivors(taken, plan.source);
    otu_set const otus = make_otus(taken.uniques, plan.chosen, stages, budget, watcher);
    say_otus(otus, watcher);
    track_otus(taken.uniques, otus, taken.tracking);

    watcher.progress("classifying", -1.0);
    unique_set const centroids = otu_sequences(taken.uniques, otus);
    classify::classifier const judge{opened.trained, plan.chosen.classify};
    classify::outcomes const calls = classify::classify_all(judge, centroids, budget);
    bool const keeps_all = plan.chosen.off_target == "keep";
    known_targets const known = targets_known_to(opened.trained);
    targeted_tables const tables =
        part(otu_table(plan, taken.uniques, otus, calls, opened.trained.rank_names()), known.domains, keeps_all);
    watcher.say(describe_parting(tables, keeps_all, known));
    track_off_target(tables.off_target, known.domains, taken.tracking);
    check_sums(taken.tracking);

    add_figures(identity, taken, otus, calls);
    std::ranges::move(figures_of(tables), std::back_inserter(identity.figures));
    auto const named_species =
        species_of_otus(plan, centroids, calls, opened.trained.rank_names(), budget, watcher, identity);
    identity.inputs = std::move(taken.inputs);
    if (!plan.sheet.empty())
        identity.sheet = {.path = plan.sheet, .sha256 = io::sha256_of_file(plan.sheet)};
    identity.reference = {.path = opened.name,
                          .sha256 = opened.sha256.empty() ? io::sha256_of_file(plan.reference) : opened.sha256};
    identity.left_out = plan.study.left_out;
    write_tables(tables.wanted, fmt::format("ampstream {}", identity.version), files);
    write_off_target(tables.off_target, files);
    write_otus(taken.uniques, otus, centroids, files);
    write_taxonomy(centroids, calls, plan.chosen.classify, opened.trained.rank_names(), named_species, files);
    files.write("read_tracking.tsv", tracking_text(taken.tracking));
    files.write("run.json", [&identity](auto const & write) { write_provenance(identity, write); });
    stages.commit();
    return summarise(std::move(taken.tracking), tables.wanted);
}

std::vector<std::string> summary_lines(run_summary const & done)
{
    std::uint64_t const pairs = done.tracking.sum("pairs");
    std::uint64_t const in_otus = done.tracking.sum("in_otus");
    auto const share = [](std::uint64_t part, std::uint64_t whole)
    { return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole); };
    std::vector<std::string> lines;
    lines.push_back(fmt::format("{} samples, {} pairs: {} reads ({:.1f} %) in {} OTUs", done.tracking.size(), pairs,
                                in_otus, share(in_otus, pairs), done.otus));
    for (counter const & one : total_losses(done.tracking))
        lines.push_back(fmt::format("  lost {:>9} ({:4.1f} %)  {}", one.count, share(one.count, pairs), one.name));
    std::vector<std::string> named;
    named.reserve(done.named.size());
    for (named_share const & one : done.named)
        named.push_back(fmt::format("{} {:.0f} %", one.rank, share(one.reads, in_otus)));
    lines.push_back(fmt::format("reads with a name: {}", fmt::join(named, ", ")));
    std::size_t empty = 0;
    for (std::size_t i = 0; i < done.tracking.size(); ++i)
        empty += done.tracking.count(i, "in_otus") == 0 ? 1 : 0;
    if (empty > 0)
        lines.push_back(fmt::format("{} samples have no read in the table", empty));
    return lines;
}

} // namespace ampstream::pipeline
