// SPDX-License-Identifier: BSD-3-Clause
// The kernels by instruction set; `fill`, `count_columns` and `cheapest_path` choose.
#pragma once

#include <cstdint>

namespace ampstream::simd
{

struct pruned_matrix;
struct bit_block;
struct band;
struct hops;

void fill_portable(pruned_matrix & matrix) noexcept;
void fill_sse2(pruned_matrix & matrix) noexcept;
void fill_avx2(pruned_matrix & matrix) noexcept;
void fill_avx512(pruned_matrix & matrix) noexcept;

bool count_columns_portable(bit_block const & block) noexcept;
bool count_columns_sse2(bit_block const & block) noexcept;
bool count_columns_avx2(bit_block const & block) noexcept;
bool count_columns_avx512(bit_block const & block) noexcept;

void fill_band_portable(band & which) noexcept;
void fill_band_sse2(band & which) noexcept;
void fill_band_avx2(band & which) noexcept;

std::int32_t cheapest_path_portable(hops const & which, std::int32_t most) noexcept;
std::int32_t cheapest_path_sse2(hops const & which, std::int32_t most) noexcept;
std::int32_t cheapest_path_avx2(hops const & which, std::int32_t most) noexcept;

} // namespace ampstream::simd
