// SPDX-License-Identifier: BSD-3-Clause
// Answers as rows of the usual tables.
#pragma once

#include <string>

#include <ampstream/match/hit.hpp>
#include <ampstream/match/targets.hpp>

namespace ampstream::match
{

/// H records of the .uc format, of the best hit or of `all_hits`; an N record without a hit.
void append_uc(std::string & text, answer const & query, targets const & database, bool all_hits);

/// BLAST's twelve columns, a row a hit; a row without a target where there is none and `with_no_hits`.
void append_blast6(std::string & text, answer const & query, targets const & database, bool with_no_hits);

/// SAM records: CIGAR, NM and MD with the target as reference; the best hit is primary. An unmapped record where there
/// is no hit and `with_no_hits`.
void append_sam(std::string & text, answer const & query, targets const & database, bool with_no_hits);

} // namespace ampstream::match
