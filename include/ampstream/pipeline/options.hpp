// SPDX-License-Identifier: BSD-3-Clause
// All options of a run: each stage's own struct, and what concerns their order only.
#pragma once

#include <string>

#include <ampstream/chimera/options.hpp>
#include <ampstream/classify/options.hpp>
#include <ampstream/cluster/options.hpp>
#include <ampstream/core/option.hpp>
#include <ampstream/pipeline/intake_options.hpp>
#include <ampstream/species/options.hpp>

namespace ampstream::pipeline
{

/// Defaults are those of `ampstream run`: VSEARCH's for merging, clustering and chimeras, cutadapt's for trimming, at
/// most one expected error and no N for filtering, RDP's for classification.
struct options
{
    options();

    intake_options reads{};
    cluster::options cluster{};
    chimera::options chimera{};
    classify::options classify{};
    species::options species{};         ///< when a reference with species is named
    bool remove_chimeras{true};         ///< de novo, on the centroids
    std::string off_target{"separate"}; ///< separate: organelles, other domains, OTUs without domain go to a side
                                        ///< table; keep: they stay in the table
    bool keep_stages{false};            ///< also write what each stage made, in the formats of VSEARCH

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
};

/// One list of all options. Names are `STAGE-NAME` (`filter-maxee`); the most used have the plain name as a second one.
/// The list points into `all`, which must outlive it.
[[nodiscard]] option_list describe(options & all);

} // namespace ampstream::pipeline
