// SPDX-License-Identifier: BSD-3-Clause
// Reads and uniques as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <ampstream/core/read_batch.hpp>

namespace ampstream::io
{

/// Appends `@header\nsequence\n+\nquality\n`.
void append_fastq(std::string & text, read_view const & read);

/// Appends `>header\nsequence\n`, the sequence in lines of `width` bases (0: one line). Without a base there is no line
/// for it, except an empty one if `width` is 0, as in VSEARCH.
void append_fasta(std::string & text, std::string_view header, std::string_view sequence, std::size_t width);

} // namespace ampstream::io
