// SPDX-License-Identifier: BSD-3-Clause
// Which instruction set the kernels use.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ampstream::simd
{

/// Instruction sets with a kernel of their own. All give the same results.
enum class target : std::uint8_t
{
    portable, ///< plain C++; what other machines than x86-64 use
    sse2,     ///< every x86-64
    avx2,
    avx512, ///< AVX-512 F, BW and VL
};

/// What this machine can run, slowest first; `portable` is always there.
[[nodiscard]] std::vector<target> available_targets();
/// The fastest of them, unless `force_target` was called. Asked once, costs nothing afterwards.
[[nodiscard]] target best_target() noexcept;
/// Makes `which` what `best_target` gives, so that a whole program can be tested on each. To be called before any work
/// begins; precondition: `which` is available.
void force_target(target which) noexcept;
[[nodiscard]] std::string_view name_of(target which) noexcept;

} // namespace ampstream::simd
