// SPDX-License-Identifier: BSD-3-Clause
// How strands are told apart.
#pragma once

#include <cstdint>
#include <string>

#include <ampstream/core/option.hpp>
#include <ampstream/kmer/masking.hpp>

namespace ampstream::orient
{

/// Names and defaults are those of `vsearch --orient`.
struct options
{
    std::uint64_t wordlength{12};      ///< bases
    std::string dbmask{"dust"};        ///< masking of the database: none, dust or soft
    std::string qmask{"dust"};         ///< none: lower-case letters of queries make words; otherwise they do not
    std::uint64_t minseqlength{1};     ///< bases, of the database
    std::uint64_t maxseqlength{50000}; ///< bases, of the database

    /// Throws `usage_error` naming field, value and legal range.
    void validate() const;
};

/// The list of these options, pointing into `chosen`.
[[nodiscard]] option_list describe(options & chosen);

} // namespace ampstream::orient
