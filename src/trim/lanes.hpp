// SPDX-License-Identifier: BSD-3-Clause
// Sixteen bytes at a time. Vectors of that size are in the baseline of x86-64 (SSE2) and of ARM (NEON), so one version
// serves all machines and nothing has to be chosen at run time.
#pragma once

#include <cstdint>
#include <cstring>

namespace ampstream::trim
{

using lanes = std::uint8_t __attribute__((vector_size(16)));

[[nodiscard]] inline lanes load(std::uint8_t const * from) noexcept
{
    lanes value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

inline void store(std::uint8_t * to, lanes value) noexcept
{
    std::memcpy(to, &value, sizeof value);
}

} // namespace ampstream::trim
