// SPDX-License-Identifier: BSD-3-Clause
// The kernels over reads by instruction set; `reads.cpp` chooses.
#pragma once

#include <cstdint>

namespace ampstream::simd
{

struct base_planes;
struct window_search;
struct quality_weights;

bool pack_bases_portable(char const * letters, std::int64_t length, base_planes const & planes) noexcept;
std::int32_t find_windows_portable(window_search const & search) noexcept;
bool reverse_complement_portable(char const * letters, std::int64_t length, char * to) noexcept;
void reverse_portable(char const * letters, std::int64_t length, char * to) noexcept;
std::uint64_t
sum_weights_portable(char const * qualities, std::int64_t length, quality_weights const & weights) noexcept;

bool pack_bases_avx2(char const * letters, std::int64_t length, base_planes const & planes) noexcept;
std::int32_t find_windows_avx2(window_search const & search) noexcept;
bool reverse_complement_avx2(char const * letters, std::int64_t length, char * to) noexcept;
void reverse_avx2(char const * letters, std::int64_t length, char * to) noexcept;
std::uint64_t sum_weights_avx2(char const * qualities, std::int64_t length, quality_weights const & weights) noexcept;

} // namespace ampstream::simd
