// SPDX-License-Identifier: BSD-3-Clause
// Verdicts in the columns of UCHIME.
#pragma once

#include <string>
#include <string_view>

#include <ampstream/chimera/verdict.hpp>

namespace ampstream::chimera
{

/// Labels for one row.
struct row_labels
{
    std::string_view query{};
    std::string_view parent_a{}; ///< may be empty when the verdict has no parents
    std::string_view parent_b{};
};

/// One row of `--uchimeout`: score, query, parents A and B, closer parent T, identities QM QA QB AB QT, votes LY LN LA
/// RY RN RA, divergence, and Y, N or ?. `is_usearch5` leaves out the column of T.
void append_uchimeout(std::string & text, verdict const & found, row_labels const & labels, bool is_usearch5);

} // namespace ampstream::chimera
