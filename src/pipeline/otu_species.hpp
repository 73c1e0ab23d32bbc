// SPDX-License-Identifier: BSD-3-Clause
// Species of OTUs by exact matching, for runs that name a reference with species.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ampstream/classify/classifier.hpp>
#include <ampstream/core/unique_set.hpp>
#include <ampstream/exec/thread_budget.hpp>
#include <ampstream/pipeline/observer.hpp>
#include <ampstream/pipeline/provenance.hpp>
#include <ampstream/pipeline/run_study.hpp>
#include <ampstream/species/assigner.hpp>

namespace ampstream::pipeline
{

/// Opens the reference of species, if one is named, and looks at its first header, so that a wrong file is said before
/// the work. Throws as `species::check_reference`, and `usage_error` for standard input, which can be read once only.
void require_species_reference(study_plan const & plan);

/// Species of the centroids, whose genus must be the one they were classified as with at least the confidence asked
/// for; nullopt if no reference of species is named. Says what it did and adds file and figures to the record.
[[nodiscard]] std::optional<species::assigned> species_of_otus(study_plan const & plan,
                                                               unique_set const & centroids,
                                                               classify::outcomes const & calls,
                                                               std::vector<std::string> const & rank_names,
                                                               exec::thread_budget const & budget,
                                                               observer & watcher,
                                                               provenance & record);

} // namespace ampstream::pipeline
