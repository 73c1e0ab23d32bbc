// SPDX-License-Identifier: BSD-3-Clause
// Are all characters of a line legal? Every base of every read passes here.
#pragma once

#include <cstddef>
#include <string_view>

namespace ampstream::io::detail
{

/// All letters are IUPAC nucleotide codes, upper or lower case.
[[nodiscard]] bool are_nucleotides(std::string_view text) noexcept;

/// All characters are '!' to '~': Phred 0 to 93.
[[nodiscard]] bool are_qualities(std::string_view text) noexcept;

/// Place of the first character that is not a nucleotide code, or npos.
[[nodiscard]] std::size_t find_foreign_letter(std::string_view text) noexcept;

/// Place of the first character that is not a quality, or npos.
[[nodiscard]] std::size_t find_foreign_quality(std::string_view text) noexcept;

} // namespace ampstream::io::detail
