// SPDX-License-Identifier: BSD-3-Clause
// The whole path: from the reads of a study to a classified OTU table.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/pipeline/observer.hpp>
#include <ampstream/pipeline/options.hpp>
#include <ampstream/pipeline/provenance.hpp>
#include <ampstream/pipeline/result_files.hpp>
#include <ampstream/pipeline/tracking.hpp>
#include <ampstream/reference/options.hpp>
#include <ampstream/runfolder/samples.hpp>

namespace ampstream::pipeline
{

/// The files a run writes, in the order of the README.
inline constexpr std::array<std::string_view, 9> result_names{
    "otu_table.tsv",    "otu_table.biom",       "otus.fasta",        "taxonomy.tsv", "genus_table.tsv",
    "phylum_table.tsv", "off_target_table.tsv", "read_tracking.tsv", "run.json"};

/// What a run works on and with.
struct study_plan
{
    runfolder::study study{};
    std::string source{}; ///< the folder or sheet the study was found in, for messages
    std::string sheet{};  ///< the sheet if there is one
    options chosen{};
    std::string reference{};         ///< model, or FASTA with lineages
    reference::options reading{};    ///< of a FASTA reference
    std::string species_reference{}; ///< FASTA with species, "" for none
    std::string stage_folder{};      ///< where files of the stages go, "" for none
};

/// A taxonomic rank and how many OTUs and reads have a name there.
struct named_share
{
    std::string rank{};
    std::uint64_t otus{};
    std::uint64_t reads{};
};

/// What a person wants to know at the end.
struct run_summary
{
    read_tracking tracking{};
    std::uint64_t otus{};
    std::vector<named_share> named{}; ///< by rank from the top
};

/// Runs all stages and hands the results to `files`, which the caller commits. `identity` holds version, libraries and
/// options; inputs, figures and tracking are added to it for `run.json`.
/// Throws `input_error` for the first bad record in the order of the inputs, for primers that are not in the reads, and
/// when no read survives; `usage_error` for options out of range and a reference without the ranks phylum and genus;
/// `interrupted` after a stop request.
[[nodiscard]] run_summary run_study(study_plan const & plan,
                                    provenance identity,
                                    result_files & files,
                                    exec::thread_budget const & budget,
                                    observer & watcher);

/// The end of a run in a few lines for a person: samples, reads, OTUs, where reads were lost, how much is named.
[[nodiscard]] std::vector<std::string> summary_lines(run_summary const & done);

} // namespace ampstream::pipeline
