// SPDX-License-Identifier: BSD-3-Clause
// The small files of a run folder: sheets for machines, tables of the truth.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ampstream/simulate/study.hpp>

namespace ampstream::simulate
{

/// Plain pairs by sample and template.
using composition = std::vector<std::vector<std::uint64_t>>;

/// RunInfo.xml, SampleSheet.csv and samples.tsv in `folder`.
void write_sheets(study const & made, std::string const & folder);

/// templates.fasta, composition.tsv and effects.tsv in `folder`.
void write_truth_tables(study const & made, composition const & counts, std::string const & folder);

} // namespace ampstream::simulate
