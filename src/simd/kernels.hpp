// SPDX-License-Identifier: BSD-3-Clause
// The kernels by instruction set; `fill` chooses.
#pragma once

namespace ampstream::simd
{

struct pruned_matrix;

void fill_portable(pruned_matrix & matrix) noexcept;
void fill_sse2(pruned_matrix & matrix) noexcept;
void fill_avx2(pruned_matrix & matrix) noexcept;
void fill_avx512(pruned_matrix & matrix) noexcept;

} // namespace ampstream::simd
