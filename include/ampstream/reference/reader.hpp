// SPDX-License-Identifier: BSD-3-Clause
// A reference FASTA from file to memory.
#pragma once

#include <string>

#include <ampstream/reference/header.hpp>
#include <ampstream/reference/options.hpp>
#include <ampstream/reference/reference_set.hpp>
#include <ampstream/reference/stats.hpp>

namespace ampstream::reference
{

/// A reference as read.
struct loaded_reference
{
    reference_set references{};
    header_format format{};
    stats counts{};
    std::string sha256{}; ///< of the file's bytes
};

/// Reads all records of `path` (plain or gzip, "-" for standard input). The depth of the reference is the one most of
/// its lineages have (the deeper of two equally frequent). A rank without a name is filled with the name above it and
/// `_unclassified`; `options::ragged` says what happens to lineages of another depth.
/// Throws as `io::sequence_reader` does, `input_error` with file, record and header for a header that is not of the
/// file's format, and for a file without lineages.
[[nodiscard]] loaded_reference read_reference(std::string const & path, options const & chosen);

/// One line for the person who started it: format, depth, counts.
[[nodiscard]] std::string describe_reading(loaded_reference const & read);

} // namespace ampstream::reference
