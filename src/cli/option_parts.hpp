// SPDX-License-Identifier: BSD-3-Clause
// Options that many commands have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <ampstream/core/label_style.hpp>
#include <ampstream/core/option.hpp>

namespace ampstream::cli
{

/// A file the command reads, named by its place on the command line; it must be given.
[[nodiscard]] option input_file(std::string name, std::string & value, std::string help);

/// `--sizein`, for commands that read abundances anyway.
[[nodiscard]] option accepted_sizein(bool & is_given);

/// The labels of what is written and the width of FASTA lines, `without` one of them: `eeout` where reads have no
/// qualities.
[[nodiscard]] option_list
describe_labels(label_style & style, std::uint64_t & fasta_width, std::string_view without = "eeout");

} // namespace ampstream::cli
