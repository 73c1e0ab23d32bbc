// SPDX-License-Identifier: BSD-3-Clause
// The result files about OTUs.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/classify/options.hpp>
#include <ampstream/core/feature_table.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/pipeline/otus.hpp>
#include <ampstream/pipeline/result_files.hpp>
#include <ampstream/pipeline/run_study.hpp>
#include <ampstream/species/assigner.hpp>

namespace ampstream::pipeline
{

/// Ranks that have a table of their own, named `RANK_table.tsv`.
inline constexpr std::array<std::string_view, 2> table_ranks{"genus", "phylum"};

/// Sequences of the OTUs in the order of rows, labelled `otu_name`.
[[nodiscard]] unique_set otu_sequences(unique_set const & uniques, otu_set const & otus);

/// OTUs × samples with lineages cut at the confidence asked for.
[[nodiscard]] feature_table otu_table(study_plan const & plan,
                                      unique_set const & uniques,
                                      otu_set const & otus,
                                      classify::outcomes const & calls,
                                      std::vector<std::string> const & rank_names);

/// otu_table.tsv, otu_table.biom and one table for each of `table_ranks`.
void write_tables(feature_table const & table, std::string const & generated_by, result_files & files);

/// off_target_table.tsv: the rows that are not in the tables, in the form of otu_table.tsv.
void write_off_target(feature_table const & table, result_files & files);

/// otus.fasta: `>OTU_1 LABEL;size=N`, LABEL as in clusters.uc, N the reads of the cluster: what VSEARCH writes with
/// `--relabel OTU_ --relabel_keep`.
void write_otus(unique_set const & uniques, otu_set const & otus, unique_set const & centroids, result_files & files);

/// taxonomy.tsv, the table of `ampstream classify`; with species three columns more: exact_species, exact_mismatches,
/// exact_status.
void write_taxonomy(unique_set const & centroids,
                    classify::outcomes const & calls,
                    classify::options const & chosen,
                    std::vector<std::string> const & rank_names,
                    std::optional<species::assigned> const & named_species,
                    result_files & files);

} // namespace ampstream::pipeline
