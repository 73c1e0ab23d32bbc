// SPDX-License-Identifier: BSD-3-Clause
// What the machine can do.
#include <ampstream/simd/target.hpp>

#include <atomic>

#include <ampstream/simd/band.hpp>
#include <ampstream/simd/bit_counts.hpp>
#include <ampstream/simd/hops.hpp>
#include <ampstream/simd/pruned_matrix.hpp>

#include "simd/kernels.hpp"

namespace ampstream::simd
{

namespace
{

std::atomic<target> & chosen_target() noexcept
{
    static std::atomic<target> chosen{available_targets().back()};
    return chosen;
}

} // namespace

std::vector<target> available_targets()
{
    std::vector<target> targets{target::portable};
#if defined(__x86_64__)
    targets.push_back(target::sse2);
    if (__builtin_cpu_supports("avx2"))
        targets.push_back(target::avx2);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq"))
        targets.push_back(target::avx512);
#endif
    return targets;
}

target best_target() noexcept
{
    return chosen_target().load(std::memory_order_relaxed);
}

void force_target(target which) noexcept
{
    chosen_target().store(which, std::memory_order_relaxed);
}

std::string_view name_of(target which) noexcept
{
    switch (which)
    {
    case target::portable:
        return "portable";
    case target::sse2:
        return "sse2";
    case target::avx2:
        return "avx2";
    case target::avx512:
        break;
    }
    return "avx512";
}

void fill(pruned_matrix & matrix, [[maybe_unused]] target with) noexcept
{
#if defined(__x86_64__)
    switch (with)
    {
    case target::sse2:
        return fill_sse2(matrix);
    case target::avx2:
        return fill_avx2(matrix);
    case target::avx512:
        return fill_avx512(matrix);
    case target::portable:
        break;
    }
#endif
    fill_portable(matrix);
}

bool count_columns(bit_block const & block, [[maybe_unused]] target with) noexcept
{
#if defined(__x86_64__)
    switch (with)
    {
    case target::sse2:
        return count_columns_sse2(block);
    case target::avx2:
        return count_columns_avx2(block);
    case target::avx512:
        return count_columns_avx512(block);
    case target::portable:
        break;
    }
#endif
    return count_columns_portable(block);
}

void fill(band & which, [[maybe_unused]] target with) noexcept
{
#if defined(__x86_64__)
    switch (with)
    {
    case target::sse2:
        return fill_band_sse2(which);
    case target::avx2:
    case target::avx512:
        return fill_band_avx2(which);
    case target::portable:
        break;
    }
#endif
    fill_band_portable(which);
}

std::int32_t cheapest_path(hops const & which, std::int32_t most, [[maybe_unused]] target with) noexcept
{
#if defined(__x86_64__)
    switch (with)
    {
    case target::sse2:
        return cheapest_path_sse2(which, most);
    case target::avx2:
    case target::avx512:
        return cheapest_path_avx2(which, most);
    case target::portable:
        break;
    }
#endif
    return cheapest_path_portable(which, most);
}

} // namespace ampstream::simd
