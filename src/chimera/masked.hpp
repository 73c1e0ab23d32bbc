// SPDX-License-Identifier: BSD-3-Clause
// Sequences as the searches want them.
#pragma once

#include <string>
#include <string_view>

#include <ampstream/kmer/masking.hpp>

namespace ampstream::chimera
{

/// A sequence whose lower-case letters, and no others, are masked: all searches here skip lower case.
[[nodiscard]] std::string masked(std::string_view sequence, kmer::masking how);

} // namespace ampstream::chimera
