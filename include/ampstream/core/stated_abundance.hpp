// SPDX-License-Identifier: BSD-3-Clause
// The abundance a header states, or an error where it states a bad one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <ampstream/core/read_batch.hpp>

namespace ampstream
{

/// N of the `;size=N` in the label of read `i`, 1 without it. Throws `input_error` with `file`, record and header for
/// a number that is 0 or does not fit 63 bits.
[[nodiscard]] std::uint64_t stated_abundance(read_batch const & batch, std::size_t i, std::string_view file);

} // namespace ampstream
